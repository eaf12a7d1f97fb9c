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
/** How many of the authorizations are vended: spread among the others, as they would be. */
const vended = 1_000
const connections = 10
const million = 1_000_000
const tables = 'authorization account access_token refresh_lease upkeep marketplace_participation'.split(' ')

type Installation = Awaited<ReturnType<typeof openInstallation>>

/** Measures that should be the same with a hundred authorizations and with a hundred thousand. */
export async function measureScale(): Promise<Measure[]> {
  const small = await openInstallation()
  const large = await openInstallation()
  try {
    const atFew = await fill(small, few, few)
    const atMany = await fill(large, vended, many)
    const loads: Record<'few' | 'many', Load[]> = { few: [], many: [] }
    const starts: Record<'few' | 'many', number[]> = { few: [], many: [] }
    // In turns, so that other load on the machine affects both alike. The first turn is a warm-up.
    for (let round = 0; round <= rounds; round += 1) {
      const ofFew = await applyLoad(atFew.api.port, atFew.requests, connections, { forMs: 1_500 })
      const ofMany = await applyLoad(atMany.api.port, atMany.requests, connections, { forMs: 1_500 })
      if (round === 0) continue
      loads.few.push(ofFew)
      loads.many.push(ofMany)
      starts.few.push(await measureStart(small))
      starts.many.push(await measureStart(large))
    }
    const before = residentMegabytes(atMany.api.pid)
    const long = await applyLoad(atMany.api.port, atMany.requests, 50, { answers: million })
    const after = residentMegabytes(atMany.api.pid)
    return [
      compare('vends a second', 'perSecond', '/s', 0, loads.few, loads.many),
      compare('a vend, p99', 'p99Ms', 'ms', 2, loads.few, loads.many),
      {
        what: 'api: process start → /readyz, at 100,000 authorizations',
        value: withSpread(starts.many, 'ms', 0),
        beside: `${withSpread(starts.few, 'ms', 0)} at ${few}`,
        ratio: (summarize(starts.many).median / summarize(starts.few).median).toFixed(2),
        goal: 'flat',
      },
      await measureBytes(large),
      {
        what: `api: resident memory after a million vends of ${vended.toLocaleString('en')} authorizations`,
        value: `${after.toFixed(0)} MB`,
        beside: `${before.toFixed(0)} MB before; ${long.perSecond.toFixed(0)} /s throughout`,
        ratio: (after / before).toFixed(2),
        goal: 'flat',
      },
    ]
  } finally {
    await small.close()
    await large.close()
  }
}

/** The total number, and a program that has vended some of them, spread among the others. */
async function fill({ system, simulator, start }: Installation, warm: number, all: number) {
  const key = await makeVendKey(system)
  const api = await start('../api.ts')
  const steps = 10
  const requests: string[] = []
  for (let step = 0; step < steps; step += 1) {
    const ids = await addGrants(system, simulator, warm / steps)
    const added = ids.map((id) => vendRequest(id, key))
    await applyLoad(api.port, added, connections, { answers: added.length })
    if (all > warm) await addCrowd(system, ids[0] ?? '', (all - warm) / steps)
    requests.push(...added)
  }
  await system.db.execute(sql`vacuum analyze`)
  // Otherwise Postgres would be writing the added rows for a while, which would slow down the vends.
  await system.db.execute(sql`checkpoint`)
  return { api, requests }
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

async function measureStart({ start }: Installation): Promise<number> {
  const startedAt = performance.now()
  const program = await start('../api.ts')
  const ms = performance.now() - startedAt
  await program.end('SIGTERM')
  return ms
}

/** Including indexes and their free space. */
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
