import { readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { addCrowd } from './crowd.ts'
import { openInstallation } from './installation.ts'
import { applyLoad, type Load } from './load.ts'
import { type Measure, summarize, withSpread } from './report.ts'
import { addGrants, makeVendKey, vendRequest } from './vend-requests.ts'

const rounds = 5
const few = 100
const many = 100_000
/** Of the many, those that are vended: spread among the others, as they would be. */
const vended = 1_000
const connections = 10
const million = 1_000_000
const tables = 'authorization account access_token refresh_lease upkeep marketplace_participation'.split(' ')

type Installation = Awaited<ReturnType<typeof openInstallation>>

/** What should be the same at a hundred authorizations and at a hundred thousand. */
export async function measureScale(): Promise<Measure[]> {
  const own = await openInstallation()
  try {
    const { system, simulator } = own
    const key = await makeVendKey(system)
    const api = await own.start('../api.ts')
    const ids: string[] = []
    const add = async (count: number) => {
      const added = await addGrants(system, simulator, count)
      ids.push(...added)
      const requests = added.map((id) => vendRequest(id, key))
      await applyLoad(api.port, requests, connections, { answers: count })
    }
    const measure = async () => {
      await system.db.execute(sql`vacuum analyze`)
      const requests = ids.map((id) => vendRequest(id, key))
      const loads: Load[] = []
      await applyLoad(api.port, requests, connections, { forMs: 1_000 })
      for (let round = 0; round < rounds; round += 1)
        loads.push(await applyLoad(api.port, requests, connections, { forMs: 1_500 }))
      return loads
    }
    await add(few)
    const atFew = await measure()
    const startsAtFew = await measureStarts(own)
    const model = ids[0] ?? ''
    for (let step = 0; step < 10; step += 1) {
      await add((vended - few) / 10)
      await addCrowd(system, model, (many - vended) / 10)
    }
    const atMany = await measure()
    const startsAtMany = await measureStarts(own)
    const bytes = await measureBytes(own)
    const before = residentMegabytes(api.pid)
    const requests = ids.map((id) => vendRequest(id, key))
    const long = await applyLoad(api.port, requests, 50, { answers: million })
    return [
      compare('vends a second', 'perSecond', '/s', 0, atFew, atMany),
      compare('a vend, p99', 'p99Ms', 'ms', 2, atFew, atMany),
      {
        what: 'api: process start → /readyz, at 100,000 authorizations',
        value: withSpread(startsAtMany, 'ms', 0),
        beside: `${withSpread(startsAtFew, 'ms', 0)} at ${few}`,
        ratio: (summarize(startsAtMany).median / summarize(startsAtFew).median).toFixed(2),
        goal: 'flat',
      },
      bytes,
      {
        what: `api: resident memory after a million vends of ${vended.toLocaleString('en')} authorizations`,
        value: `${residentMegabytes(api.pid).toFixed(0)} MB`,
        beside: `${before.toFixed(0)} MB before; ${long.perSecond.toFixed(0)} /s throughout`,
        ratio: (residentMegabytes(api.pid) / before).toFixed(2),
        goal: 'flat',
      },
    ]
  } finally {
    await own.close()
  }
}

function compare(
  what: string,
  of: keyof Load,
  unit: string,
  digits: number,
  atFew: readonly Load[],
  atMany: readonly Load[],
): Measure {
  const figures = (loads: readonly Load[]) => loads.map((load) => load[of])
  const [before, after] = [figures(atFew), figures(atMany)]
  return {
    what: `${what}, ${connections} connections, at ${many.toLocaleString('en')} authorizations`,
    value: withSpread(after, unit, digits),
    beside: `${withSpread(before, unit, digits)} at ${few}`,
    ratio: (summarize(after).median / summarize(before).median).toFixed(2),
    goal: 'flat',
  }
}

async function measureStarts(own: Installation): Promise<number[]> {
  const starts: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const startedAt = performance.now()
    const program = await own.start('../api.ts')
    starts.push(performance.now() - startedAt)
    await program.end('SIGTERM')
  }
  return starts
}

/** With indexes and what they keep free. */
async function measureBytes({ services: { db } }: Installation): Promise<Measure> {
  const sizes: string[] = []
  let sum = 0
  for (const table of tables) {
    const [row] = await db.execute<{ bytes: number }>(
      sql`select pg_total_relation_size(quote_ident(${table})::regclass)::float8 / ${many}::float8 as bytes`,
    )
    const bytes = row?.bytes ?? Number.NaN
    sizes.push(`${table} ${bytes.toFixed(0)}`)
    sum += bytes
  }
  return {
    what: 'database: bytes of an authorization with its tokens and three marketplaces',
    value: `${sum.toFixed(0)} B`,
    beside: sizes.join(', '),
    ratio: '–',
    goal: '–',
  }
}

function residentMegabytes(pid: number | undefined): number {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes) / 1_024
}
