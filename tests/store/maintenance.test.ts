import { eq, inArray, sql } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import { maintenanceSchedule } from '#drizzle/schema.ts'
import { autocommit, type Database, openDatabase } from '#lib/database/pool.ts'
import { insertAuthorization } from '#lib/store/authorizations.ts'
import { claimDue, claimFirst, findMaintenance, markUsed, settleMaintenance } from '#lib/store/maintenance.ts'
import { useDatabase } from '../fixtures/database.ts'
import { authorizationOf, makeAccount, makeApplication } from './records.ts'

const { db, patientDb, location } = await useDatabase()
/** One connection, so that a transaction can surround statements that don't know about it. */
const single = openDatabase(location, { connections: 1 })
afterAll(single.close)

const accountId = await makeAccount(db)
const now = new Date('2026-11-22T12:00:00Z')
const after = (ms: number) => new Date(now.getTime() + ms)
const until = after(90_000)
const limits = { now, until, most: 100, mostPerApplication: 30, busy: {} }

async function makeDue(applicationId: string, dueAt: Date, isIdle = false): Promise<string> {
  const row = authorizationOf(applicationId, accountId, { refreshTokenSealed: 'v1' })
  await insertAuthorization(db, row)
  await db
    .update(maintenanceSchedule)
    .set({ dueAt, isIdle })
    .where(eq(maintenanceSchedule.authorizationId, row.id))
  return row.id
}
const idsOf = (claims: readonly { authorizationId: string }[]) =>
  claims.map(({ authorizationId }) => authorizationId).sort()
const maintenanceOf = async (id: string) =>
  (await db.select().from(maintenanceSchedule).where(eq(maintenanceSchedule.authorizationId, id)))[0]

test('due authorizations go to one worker, oldest first, within the limit of each application', async () => {
  await db.delete(maintenanceSchedule)
  const [one, other] = [await makeApplication(db), await makeApplication(db)]
  const [old, older, oldest] = [
    await makeDue(one, after(-1)),
    await makeDue(one, after(-2)),
    await makeDue(one, after(-3)),
  ]
  const apart = await makeDue(other, after(-1))
  await makeDue(one, after(1))
  const idle = await makeDue(one, after(-9), true)
  const room = { ...limits, mostPerApplication: 3, busy: { [one]: 1 } }
  expect(idsOf(await claimDue(db, false, room))).toEqual([older, oldest, apart].sort())
  expect(idsOf(await claimDue(db, false, limits))).toEqual([old])
  expect(await claimDue(db, false, limits)).toEqual([])
  expect(idsOf(await claimDue(db, true, limits))).toEqual([idle])
  // They were not released in time: they are due again.
  expect(await claimDue(db, false, { ...limits, now: after(89_999) })).toHaveLength(1)
  expect(await claimDue(db, false, { ...limits, now: until, until: after(200_000) })).toHaveLength(5)
})

test('ten simultaneous claimers share two hundred jobs without overlap', async () => {
  await db.delete(maintenanceSchedule)
  const applicationId = await makeApplication(db)
  for (let count = 0; count < 200; count += 1) await makeDue(applicationId, after(-count))
  const claims = await Promise.all(Array.from({ length: 10 }, () => claimDue(db, false, limits)))
  expect(new Set(idsOf(claims.flat())).size).toBe(200)
  expect(claims.flat()).toHaveLength(200)
})

test('a lost claim releases nothing; a vend of an idle authorization overrides it', async () => {
  await db.delete(maintenanceSchedule)
  const id = await makeDue(await makeApplication(db), after(-1), true)
  const [claim] = await claimDue(db, true, limits)
  if (claim === undefined) throw new Error('nothing was due')
  await markUsed(db, [{ authorizationId: id, lastVendedAt: now }])
  await settleMaintenance(db, [{ claim, dueAt: after(1_000_000), isIdle: true }])
  expect(await maintenanceOf(id)).toMatchObject({ dueAt: now, isIdle: false, usedAt: now })
  const [next] = await claimDue(db, false, limits)
  if (next === undefined) throw new Error('nothing was due')
  await settleMaintenance(db, [{ claim: next, dueAt: after(1_000_000), isIdle: false }])
  expect(await maintenanceOf(id)).toMatchObject({ dueAt: after(1_000_000), isIdle: false })
})

test('vends are recorded once per quarter of an hour, and restore a missing row', async () => {
  await db.delete(maintenanceSchedule)
  const id = await makeDue(await makeApplication(db), after(500_000), true)
  const place = async () => (await db.execute(sql`select ctid::text, xmin::text from upkeep`))[0]
  await markUsed(db, [{ authorizationId: id, lastVendedAt: now }])
  const before = await place()
  for (const ms of [1, 60_000, 14 * 60_000]) {
    await markUsed(db, [{ authorizationId: id, lastVendedAt: after(ms) }])
  }
  expect(await place()).toEqual(before)
  const [late, later] = [after(16 * 60_000), after(17 * 60_000)]
  await markUsed(db, [
    { authorizationId: id, lastVendedAt: later },
    { authorizationId: id, lastVendedAt: late },
  ])
  expect(await maintenanceOf(id)).toMatchObject({ usedAt: later, dueAt: now })
  await db.delete(maintenanceSchedule)
  await markUsed(db, [{ authorizationId: id, lastVendedAt: now }])
  expect(await maintenanceOf(id)).toMatchObject({ usedAt: now, dueAt: now, isIdle: false })
})

test('an application with refused credentials only gives out the requested authorization', async () => {
  await db.delete(maintenanceSchedule)
  const applicationId = await makeApplication(db, { credentialsProblemAt: now })
  const [idle, used] = [await makeDue(applicationId, after(-9), true), await makeDue(applicationId, after(7))]
  expect(await claimDue(db, false, limits)).toEqual([])
  expect(await claimDue(db, true, limits)).toEqual([])
  expect(await claimFirst(db, { applicationId, kind: 'any' }, until)).toMatchObject({ authorizationId: used })
  expect((await maintenanceOf(idle))?.dueAt).toEqual(after(-9))
})

/**
 * How often this work scanned a whole table, and how many entries of the index of due rows and how many authorizations
 * it read. Other sessions don't count.
 */
async function readBy(work: (db: Database) => Promise<unknown>) {
  const count = async () => {
    // Statistics of this connection since its last report to the server; within a transaction it reports nothing.
    const [row] = await single.db.execute<{ scans: number; entries: number; authorizations: number }>(sql`
      select (pg_stat_get_xact_numscans('upkeep'::regclass)
          + pg_stat_get_xact_numscans('"authorization"'::regclass))::int as scans,
        pg_stat_get_xact_tuples_returned('upkeep_due'::regclass)::int as entries,
        pg_stat_get_xact_tuples_fetched('authorization_pkey'::regclass)::int as authorizations`)
    if (row === undefined) throw new Error('no statistics')
    return row
  }
  await single.db.execute(sql`begin`)
  const before = await count()
  await work(single.db)
  const now = await count()
  await single.db.execute(sql`commit`)
  return {
    scans: now.scans - before.scans,
    entries: now.entries - before.entries,
    authorizations: now.authorizations - before.authorizations,
  }
}

test('among a hundred thousand, finding due rows only reads due rows, however many there are', async () => {
  // The index keeps entries of deleted rows for as long as some transaction could see them.
  await db.execute(sql`truncate upkeep`)
  const [busy, blocked] = [
    await makeApplication(db),
    await makeApplication(db, { credentialsProblemAt: now }),
  ]
  for (const applicationId of [busy, blocked]) {
    await patientDb.execute(sql`
      with made as (
        insert into "authorization" (id, application_id, account_id, selling_partner_id, grant_key, region, consent_group,
          partner_type, marketplace_id, refresh_token_sealed, authorized_at, renewed_at, created_at)
        select gen_random_uuid(), ${applicationId}, ${accountId}, 'A' || n, 'A' || n, 'eu', 'eu',
          'seller', 'A1PA6795UKMFR9', 'v1', now(), now(), now()
        from generate_series(1, 50000) n
        returning id, application_id
      )
      insert into upkeep (authorization_id, application_id, is_idle, due_at)
      select id, application_id, random() < 0.5, ${after(60_000).toISOString()}::timestamptz + random() * interval '7 days'
      from made`)
  }
  await patientDb.execute(sql`analyze upkeep`)
  const due = await db
    .select({ id: maintenanceSchedule.authorizationId })
    .from(maintenanceSchedule)
    .where(eq(maintenanceSchedule.applicationId, busy))
    .limit(20)
  const ids = due.map(({ id }) => id)
  await db
    .update(maintenanceSchedule)
    .set({ dueAt: now, isIdle: false })
    .where(inArray(maintenanceSchedule.authorizationId, ids))

  // More than once: a prepared statement gets another plan after five times.
  for (let round = 0; round < 8; round += 1) {
    const claimed: string[] = []
    const read = await readBy(async (one) => {
      claimed.push(
        ...idsOf(await claimDue(autocommit(one), false, limits)),
        ...idsOf(await claimDue(autocommit(one), true, limits)),
      )
    })
    expect(claimed).toHaveLength(round === 0 ? 20 : 0)
    expect(read.scans).toBe(0)
    expect(read.entries).toBeLessThanOrEqual(20 * 2 + 10)
  }
  await patientDb.update(maintenanceSchedule).set({ dueAt: after(-1) })
  await patientDb.execute(sql`vacuum analyze upkeep`)
  for (let round = 0; round < 8; round += 1) {
    const read = await readBy(async (one) => {
      expect(await claimDue(autocommit(one), false, { ...limits, now: after(round) })).toHaveLength(30)
    })
    expect(read.scans).toBe(0)
    expect(read.entries).toBeLessThanOrEqual(30 * (round + 2) + 30)
  }
  for (let round = 0; round < 8; round += 1) {
    const read = await readBy(async (one) => expect(await findMaintenance(one, ids)).toHaveLength(20))
    expect(read).toMatchObject({ scans: 0, entries: 0 })
    // The planner may look at the ends of an index.
    expect(read.authorizations).toBeLessThanOrEqual(20 + 5)
  }
})

test('when more rows are due than fit, no application is always last', async () => {
  await db.delete(maintenanceSchedule)
  const applications = [await makeApplication(db), await makeApplication(db), await makeApplication(db)]
  for (const one of applications)
    for (let count = 0; count < 40; count += 1) await makeDue(one, after(-count))
  const served = new Set<string>()
  for (let round = 0; round < 40 && served.size < 3; round += 1) {
    const claims = await claimDue(db, false, { ...limits, most: 1, mostPerApplication: 1 })
    for (const { applicationId } of claims) served.add(applicationId)
  }
  expect(served).toEqual(new Set(applications))
})
