import { sql } from 'drizzle-orm'
import type { ListQuery } from '#lib/authorizations/list-filter.ts'
import { countAuthorizations, listAuthorizations } from '#lib/authorizations/read.ts'
import type { Context } from '#lib/context.ts'
import { connect, type DatabaseLocation } from '#lib/database/connect.ts'
import { sumUpCounts } from '#lib/state/counts.ts'
import { drainDueStates } from '#lib/state/drain-due-states.ts'
import { getAccessToken } from '#lib/tokens/refresh.ts'
import { addCrowd } from './crowd.ts'
import { addGrant } from './grant.ts'
import { openInstallation } from './installation.ts'
import type { Measure } from './report.ts'

const sizes = [1_000, 10_000, 100_000]
const repeats = 300
/** Every one of the ten connections plans a statement five times before it may keep a plan. */
const warmUps = 60
const limit = 50
const sellingPartnerId = 'A1USHARBORPINE'

const queries: Readonly<Record<string, ListQuery>> = {
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
    health: ['reauthorization_needed', 'disconnected'],
    healthWithinDays: 7,
    sort: 'changed',
  },
}

/** The list of `/ops` with its counts, which one request reads together. */
export async function measureLists(): Promise<Measure[]> {
  const installations: Awaited<ReturnType<typeof openInstallation>>[] = []
  try {
    for (const size of sizes) {
      const own = await openInstallation()
      installations.push(own)
      const id = await addGrant(own.system, own.simulator, sellingPartnerId)
      await getAccessToken(own.system, id, { minTtlSeconds: 0 })
      await addCrowd(own.system, id, size - 1)
      await fillPages(own.system)
      await vacuum(own.location)
    }
    const systems = installations.map(({ system }) => system)
    const measures: Measure[] = []
    for (const [name, query] of Object.entries(queries)) measures.push(await compare(name, query, systems))
    return measures
  } finally {
    for (const own of installations) await own.close()
  }
}

/**
 * Changes sixty rows each, so that narrow lists fill a page whatever the size: otherwise an empty page would be
 * compared with a full one.
 */
async function fillPages(system: Context): Promise<void> {
  const { db } = system
  const sixty = sql`select id from "authorization"
    where health = 'working' and next_change_at <> 'epoch' and selling_partner_id <> ${sellingPartnerId}
    order by id limit 60`
  const makeDue = async (change: ReturnType<typeof sql>) => {
    await db.execute(
      sql`update "authorization" set ${change}, next_change_at = 'epoch' where id in (${sixty})`,
    )
  }
  await makeDue(
    sql`renewed_at = now() - interval '350 days', store_name = 'Cedar F0' || substr(md5(id::text), 1, 4)`,
  )
  await db.execute(sql`update account set name = store_name || ' Ltd' from "authorization" a
    where a.account_id = account.id and store_name like 'Cedar F0%'`)
  await makeDue(sql`disconnected_at = now()`)
  await makeDue(sql`invalid_grants = 3, last_refresh_problem = 'invalid_grant', first_invalid_grant_at = now() - interval '1 day',
    last_invalid_grant_at = now()`)
  await drainDueStates(system)
  // As a worker does from time to time.
  await sumUpCounts(system)
}

/** On a connection of its own: it can take longer than the application's statements may. */
async function vacuum(location: DatabaseLocation): Promise<void> {
  const client = connect(location, { max: 1 })
  await client`vacuum analyze`
  await client.end()
}

/** One size after the other in each round, so that other load on the machine affects all of them. */
async function compare(name: string, query: ListQuery, systems: readonly Context[]): Promise<Measure> {
  // As the page: its counts ignore these two.
  const { health: _health, flags: _flags, sort: _sort, ...filter } = query
  const times = systems.map((): number[] => [])
  const rows = systems.map(() => 0)
  for (let round = 0; round < warmUps + repeats; round += 1) {
    for (const [i, system] of systems.entries()) {
      const startedAt = performance.now()
      const [page] = await Promise.all([
        listAuthorizations(system, { ...query, limit }),
        countAuthorizations(system, filter),
      ])
      if (round >= warmUps) times[i]?.push(performance.now() - startedAt)
      rows[i] = page.rows.length
    }
  }
  const shares = times.map(sharesOf)
  const [small, ...others] = shares
  const large = others.at(-1)
  const described = shares.map(
    ({ p95, p50, least }, i) =>
      `${sizes[i]?.toLocaleString('en')}: ${p95.toFixed(1)} (${p50.toFixed(1)}, ${least.toFixed(1)}), ${rows[i]} rows`,
  )
  return {
    what: `list of /ops, ${name}: p95 (p50, least) in ms`,
    value: described.at(-1) ?? '',
    beside: described.slice(0, -1).join('; '),
    ratio:
      small && large
        ? `${(large.p95 / small.p95).toFixed(2)} (p50 ${(large.p50 / small.p50).toFixed(2)})`
        : '',
    goal: '≤ 2',
  }
}

interface Shares {
  readonly p95: number
  readonly p50: number
  readonly least: number
}

function sharesOf(times: readonly number[]): Shares {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN
  return { p95: at(0.95), p50: at(0.5), least: at(0) }
}
