import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import * as schema from '#drizzle/schema.ts'
import type { ListQuery } from '#lib/authorizations/list-filter.ts'
import { countAuthorizations, listAuthorizations } from '#lib/authorizations/read.ts'
import type { Context } from '#lib/context.ts'
import { sqlClient } from '#lib/database/pool.ts'
import { getAccessToken } from '#lib/tokens/refresh.ts'
import { addCrowd } from './crowd.ts'
import { addGrant } from './grant.ts'
import { openInstallation } from './installation.ts'
import type { Measure } from './report.ts'

/**
 * The number of authorizations, and how often each query runs: fewer times if it is slow, since chance matters less
 * then.
 */
const sizes = [
  { size: 1_000, repeats: 300 },
  { size: 10_000, repeats: 100 },
  { size: 100_000, repeats: 40 },
]
const warmUps = 10
const sellingPartnerId = 'A1USHARBORPINE'

export const queries: Readonly<Record<string, ListQuery>> = {
  'first page': {},
  'search by store': { search: 'cedar f0' },
  'search by id': { search: sellingPartnerId },
  'search by account': { search: 'pine ltd' },
  'one health': { health: ['reauthorization_needed'] },
  'one flag': { flags: ['renewal_due'] },
  'by name, working, one region': { sort: 'name', health: ['working'], region: 'eu' },
  'one application, two flags': { flags: ['renewal_due', 'details_missing'], sort: 'newest' },
  'a tag': { tags: { plan: 'pro' } },
  'renewal due in 30 days, by date': { renewsWithinDays: 30, sort: 'renewal' },
  'a workflow, a marketplace': { workflow: 'website', marketplaceId: 'ATVPDKIKX0DER' },
  'an account': { accountName: 'cedar f0' },
  'who lacks a role': { role: { name: 'Pricing', isLacked: true } },
  'needs a person': { needsPerson: true },
  'lost this week': {
    ...{ health: ['reauthorization_needed', 'disconnected'], healthWithinDays: 7, sort: 'changed' },
  },
}

interface Statement {
  readonly text: string
  readonly values: unknown[]
}

/** The list of `/ops` with its counts, which one request reads together, next to the same statements alone. */
export async function measureLists(): Promise<Measure[]> {
  const own = await openInstallation()
  try {
    const id = await addGrant(own.system, own.simulator, sellingPartnerId)
    await getAccessToken(own.system, id, { minTtlSeconds: 0 })
    const measures: Measure[] = []
    let stored = 1
    for (const { size, repeats } of sizes) {
      await addCrowd(own.system, id, size - stored)
      stored = size
      await own.system.db.execute(sql`vacuum analyze`)
      for (const [name, query] of Object.entries(queries)) {
        const times = await compare(own.system, query, repeats)
        measures.push(report(`${name}, ${size.toLocaleString('en')} authorizations`, times))
      }
    }
    return measures
  } finally {
    await own.close()
  }
}

async function compare(system: Context, query: ListQuery, repeats: number) {
  const ask = (ctx: Context) =>
    Promise.all([
      listAuthorizations(ctx, { ...query, limit: 50 }),
      countAuthorizations(ctx, query.search === undefined ? {} : { search: query.search }),
    ])
  const statements: Statement[] = []
  const client = sqlClient(system.db)
  const logger = { logQuery: (text: string, values: unknown[]) => void statements.push({ text, values }) }
  await ask({ ...system, db: drizzle(client, { schema, logger }) })
  const verbs: number[] = []
  const alone: number[] = []
  for (let repeat = 0; repeat < repeats + warmUps; repeat += 1) {
    const verbsMs = await time(() => ask(system))
    const aloneMs = await time(() =>
      Promise.all(
        statements.map(({ text, values }) =>
          client.unsafe(text, values as string[], { prepare: true }).values(),
        ),
      ),
    )
    if (repeat < warmUps) continue
    verbs.push(verbsMs)
    alone.push(aloneMs)
  }
  return { verbs: sharesOf(verbs), alone: sharesOf(alone) }
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}

interface Shares {
  readonly p50: number
  readonly p95: number
}

function sharesOf(times: readonly number[]): Shares {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN
  return { p50: at(0.5), p95: at(0.95) }
}

function report(what: string, { verbs, alone }: { verbs: Shares; alone: Shares }): Measure {
  return {
    what: `list of /ops, ${what}: p95`,
    value: `${verbs.p95.toFixed(1)} ms (p50 ${verbs.p50.toFixed(1)})`,
    beside: `its SQL alone ${alone.p95.toFixed(1)} ms (p50 ${alone.p50.toFixed(1)})`,
    ratio: (verbs.p95 / alone.p95).toFixed(2),
    goal: '≤ 2',
  }
}
