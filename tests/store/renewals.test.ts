import { sql } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import { authorization } from '#drizzle/schema.ts'
import { cutByLevel, cutByMonth } from '#lib/authorizations/renewals.ts'
import type { Cursor } from '#lib/database/keyset.ts'
import { type Database, openDatabase } from '#lib/database/pool.ts'
import type { AuthorizationJoined } from '#lib/store/authorizations.ts'
import { countRenewals, listRenewals, type RenewalStretch } from '#lib/store/renewals.ts'
import { everything } from '#lib/store/visibility.ts'
import { useDatabase } from '../fixtures/database.ts'
import { authorizationOf, makeAccount, makeApplication } from './records.ts'

const { db, patientDb, location } = await useDatabase()
/** One connection, so that a transaction can surround statements that don't know about it. */
const single = openDatabase(location, { connections: 1 })
afterAll(single.close)
const now = new Date('2026-11-22T12:00:00.000Z')
const dayMs = 86_400_000
const before = (days: number) => new Date(now.getTime() - days * dayMs)
const accountId = await makeAccount(db)
const yearly = { renewalTermDays: 365, renewalWarningDays: [60, 30, 7] }
const monthly = { renewalTermDays: 30, renewalWarningDays: [14, 3] }
const ofYear = { ...yearly, id: await makeApplication(db, yearly) }
const ofMonth = { ...monthly, id: await makeApplication(db, monthly) }

async function add(applicationId: string, more: Partial<typeof authorization.$inferInsert>): Promise<string> {
  const row = authorizationOf(applicationId, accountId, more)
  await db.insert(authorization).values(row)
  return row.id ?? ''
}

async function list(stretches: readonly RenewalStretch[], limit = 50): Promise<string[]> {
  const rows = await listRenewals(db, stretches, { visible: everything, after: null, limit })
  return rows.map((row) => row.authorization.id)
}

async function counts(stretches: readonly RenewalStretch[]): Promise<Record<string, number>> {
  return Object.fromEntries(await countRenewals(db, stretches, everything))
}

/**
 * How often this work scanned all authorizations, and how many it read in total, with or without the index of renewals.
 */
async function readBy(work: (db: Database) => Promise<unknown>) {
  const count = async () => {
    const [row] = await single.db.execute<{ scans: number; rows: number }>(sql`
      select pg_stat_get_xact_numscans('"authorization"'::regclass)::int as scans,
        (pg_stat_get_xact_tuples_returned('"authorization"'::regclass)
          + pg_stat_get_xact_tuples_returned('authorization_renewed'::regclass))::int as rows`)
    if (row === undefined) throw new Error('no statistics')
    return row
  }
  await single.db.execute(sql`begin`)
  const before = await count()
  await work(single.db)
  const now = await count()
  await single.db.execute(sql`commit`)
  return { scans: now.scans - before.scans, rows: now.rows - before.rows }
}

const both = [...cutByLevel(ofYear, now), ...cutByLevel(ofMonth, now)]

test('authorizations that end first come first, across applications with different terms', async () => {
  const overdue = await add(ofMonth.id, { renewedAt: before(31) })
  const inAWeek = await add(ofYear.id, { renewedAt: before(358) })
  const inTenDays = await add(ofMonth.id, { renewedAt: before(20) })
  const inAMonth = await add(ofYear.id, { renewedAt: before(335) })
  const fresh = await add(ofYear.id, { renewedAt: before(0) })
  await add(ofYear.id, { renewedAt: before(364), disconnectedAt: now })
  await add(ofYear.id, { renewedAt: before(900), workflow: 'self' })

  expect(await list(both)).toEqual([overdue, inAWeek, inTenDays, inAMonth, fresh])
  expect(await counts(both)).toEqual({
    overdue: 1,
    'within-7': 1,
    'within-14': 1,
    'within-30': 1,
    later: 1,
    'within-3': 0,
    'within-60': 0,
  })
  const december = [ofYear, ofMonth]
    .flatMap((one) => cutByMonth(one, now, 2))
    .filter(({ name }) => name === '2026-12')
  expect(await list(december)).toEqual([inTenDays, inAMonth])
  const elsewhere = await countRenewals(db, both, { accountId: ofYear.id })
  expect([...elsewhere.values()].every((count) => count === 0)).toBe(true)
})

test('among one hundred thousand, a page reads its own rows, all counts take one pass, and paging skips none', async () => {
  const all = [...both, ...[ofYear, ofMonth].flatMap((one) => cutByMonth(one, now, 13))]
  const already = await counts(all)
  // Forty ends at each moment, one every two hours: pages end in the middle of them.
  await patientDb.execute(sql`
    insert into "authorization" (id, application_id, account_id, grant_key, region, consent_group, partner_type,
      marketplace_id, authorized_at, renewed_at, created_at)
    select gen_random_uuid(), ${ofYear.id}::uuid, ${accountId}::uuid, 'N' || n, 'eu', 'eu', 'seller',
      'A1PA6795UKMFR9', at, at, at
    from generate_series(1, 100000) n,
      lateral (select ${now.toISOString()}::timestamptz - make_interval(hours => n / 40 * 2) as at) renewed`)
  await patientDb.execute(sql`vacuum analyze "authorization"`)

  const paged = await readBy(async (one) =>
    expect(await listRenewals(one, both, { visible: everything, after: null, limit: 51 })).toHaveLength(51),
  )
  expect(paged.scans).toBe(0)
  expect(paged.rows).toBeLessThanOrEqual(51 * both.length)
  let after: Record<string, number> = {}
  const counted = await readBy(async (one) => {
    after = Object.fromEntries(await countRenewals(one, all, everything))
  })
  expect(counted.rows, 'one pass for all counts').toBeLessThanOrEqual(await db.$count(authorization))
  const added = Object.fromEntries(
    Object.keys(after).map((name) => [name, (after[name] ?? 0) - (already[name] ?? 0)]),
  )
  expect(added).toMatchObject({ overdue: 0, 'within-7': 0, 'within-30': 0, 'within-60': 0 })

  const seen = new Set<string>()
  let place: Cursor | null = null
  let lastMs = 0
  for (let page = 0; page < 20; page += 1) {
    const rows: AuthorizationJoined[] = await listRenewals(db, both, {
      visible: everything,
      after: place,
      limit: 30,
    })
    for (const { authorization: row } of rows) {
      const endMs = row.renewedAt.getTime() + (row.applicationId === ofYear.id ? 365 : 30) * dayMs
      expect(endMs).toBeGreaterThanOrEqual(lastMs)
      expect(seen.has(row.id)).toBe(false)
      seen.add(row.id)
      lastMs = endMs
      place = { key: new Date(endMs).toISOString(), id: row.id }
    }
  }
  expect([...seen]).toEqual(await list(both, 600))
})
