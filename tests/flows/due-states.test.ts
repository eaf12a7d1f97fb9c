import { like, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { application, authorization, event } from '#drizzle/schema.ts'
import { inTransactionOf } from '#lib/database/pool.ts'
import { drainDueStates } from '#lib/state/drain-due-states.ts'
import { correctTally, readTally } from '#lib/store/state.ts'
import { useDatabase } from '../fixtures/database.ts'
import { authorizationOf } from '../store/records.ts'
import { createAmazonWorld } from './amazon-world.ts'

const database = await useDatabase()
const { db, patientDb } = database
const world = await createAmazonWorld(database)
const seller = await world.addAccount('Harbor Pine')
const dayMs = 86_400_000
const [own] = await db.select().from(application)
if (seller.actor.kind !== 'account' || own === undefined)
  throw new Error('a seller and an application are expected')
const { accountId } = seller.actor
const applicationId = own.id

const total = 100_000

/** Renewed at the same moment; stored as settled. */
async function addCrowd(): Promise<void> {
  const row = authorizationOf(applicationId, accountId, { renewedAt: world.services.now() })
  await db.insert(authorization).values(row)
  await drainDueStates(world.system)
  await patientDb.execute(sql`
    insert into "authorization" (id, application_id, account_id, selling_partner_id, grant_key, region, consent_group,
      partner_type, marketplace_id, authorized_at, renewed_at, created_at, health, health_since, next_change_at,
      announced_health, attention)
    select gen_random_uuid(), application_id, account_id, 'A' || n, 'A' || n, region, consent_group, partner_type,
      marketplace_id, authorized_at, renewed_at, created_at, health, health_since, next_change_at, announced_health,
      attention
    from "authorization", generate_series(2, ${total}) n`)
  await inTransactionOf(patientDb, correctTally)
}

const published = async () => {
  const rows = await db
    .select({
      type: event.type,
      total: sql<number>`count(distinct ${event.subjectId})::int`,
      all: sql<number>`count(*)::int`,
    })
    .from(event)
    .where(like(event.type, 'authorization.%'))
    .groupBy(event.type)
  return Object.fromEntries(rows.map((row) => [row.type, [row.total, row.all]]))
}

test('a hundred thousand authorizations that fall due at one moment are settled by two workers, each announced once', async () => {
  await addCrowd()
  world.passMs(335 * dayMs - 1)
  expect(await drainDueStates(world.system), 'a millisecond before').toBe(0)
  world.passMs(1)
  const settled = await Promise.all([drainDueStates(world.system), drainDueStates(world.system)])
  expect(settled[0] + settled[1]).toBe(total)
  expect(await drainDueStates(world.system)).toBe(0)
  expect(await published()).toEqual({ 'authorization.renewal_due': [total, total] })
  expect(await readTally(db)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ health: 'working', flag: '', total }),
      expect.objectContaining({ health: 'working', flag: 'renewal_due', total }),
    ]),
  )
  expect(await inTransactionOf(patientDb, correctTally)).toEqual([])
})

test('a clock that is set back and forward again announces nothing twice', async () => {
  const before = await published()
  world.passMs(-100 * dayMs)
  expect(await drainDueStates(world.system)).toBe(0)
  world.passMs(100 * dayMs)
  expect(await drainDueStates(world.system)).toBe(0)
  expect(await published()).toEqual(before)
})
