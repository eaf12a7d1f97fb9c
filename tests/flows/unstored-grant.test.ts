import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { attempt, authorization } from '#drizzle/schema.ts'
import { completeAuthorization } from '#lib/attempts/complete.ts'
import { acceptQuarantined } from '#lib/attempts/quarantine.ts'
import { listUnstoredGrants, readTimeline } from '#lib/attempts/read.ts'
import { receiveRedirect } from '#lib/attempts/receive.ts'
import { refreshAuthorization } from '#lib/authorizations/refresh-now.ts'
import { ownFailure } from '#lib/failure.ts'
import { createAttemptFinisher } from '#lib/maintenance/finish-attempts.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, marketplaceIds, websiteStart } from './amazon-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const seller = await world.addAccount('Blue Kettle')
const worker = createAttemptFinisher(world.services)
const minuteMs = 60_000

/** No authorization can be stored: the disk is full, or a constraint rejects it. */
beforeAll(async () => {
  await db.execute(sql`create function reject() returns trigger language plpgsql as $$ begin
    raise exception using errcode = 'disk_full', message = 'could not extend file: No space left on device';
  end $$`)
})
const rejectAuthorizations = () =>
  db.execute(
    sql`create trigger reject before insert on "authorization" for each row execute function reject()`,
  )
const acceptAuthorizations = () => db.execute(sql`drop trigger if exists reject on "authorization"`)
afterAll(acceptAuthorizations)

async function received(): Promise<string> {
  const { query, bindings } = await world.consent(seller, websiteStart(marketplaceIds.us), 'A1USHARBORPINE')
  return receiveRedirect(seller, query, bindings)
}

const rowOf = async (id: string) => (await db.select().from(attempt).where(eq(attempt.id, id)))[0]
const spApiCalls = () => world.simulator.received().filter(({ path }) => path.includes('/sellers/v1/')).length
const exchanges = () =>
  world.tokenRequests().filter(({ body }) => body.includes('grant_type=authorization_code')).length

/** A worker runs for this many minutes; returns the minutes in which it tried to store the grant. */
async function workFor(minutes: number, every = 1): Promise<number[]> {
  const tries: number[] = []
  for (let passed = every; passed <= minutes; passed += every) {
    world.passMs(every * minuteMs)
    if ((await worker.runDue()) > 0) tries.push(passed)
  }
  return tries
}

const alerts = async () => (await listUnstoredGrants(world.operator)).length

test("a grant that can't be stored costs a few tries and one SP-API call in a day, raises an alert after an hour, and waits for an operator after a day", async () => {
  await rejectAuthorizations()
  const id = await received()
  const before = { calls: spApiCalls(), exchanges: exchanges() }
  expect(await completeAuthorization(seller, id)).toEqual({ kind: 'waiting', code: 'storing_delayed' })
  expect(await completeAuthorization(seller, id), 'its page is open and asks again').toEqual({
    kind: 'waiting',
    code: 'storing_delayed',
  })
  const firstTries = await workFor(59)
  expect(await alerts()).toBe(0)
  await workFor(2)
  expect(await alerts()).toBe(1)
  const tries = await workFor(24 * 60, 10)
  expect(firstTries.length + tries.length).toBeGreaterThan(20)
  expect(firstTries.length + tries.length).toBeLessThan(34)
  const gaps = tries.slice(1).map((minute, index) => minute - (tries[index] ?? 0))
  expect(gaps, 'an hour at last').toEqual(gaps.map(() => 60))
  expect(spApiCalls() - before.calls).toBe(1)
  expect(exchanges() - before.exchanges).toBe(1)

  expect(await rowOf(id)).toMatchObject({
    status: 'quarantined',
    problem: 'storing_failed',
    failure: ownFailure('53100: could not extend file: No space left on device', 'database'),
    grantSealed: expect.any(String),
  })
  expect(await alerts()).toBe(0)
  const { steps } = await readTimeline(world.operator, id)
  expect(steps.at(-1)).toMatchObject({ step: 'quarantined' })
  expect(await completeAuthorization(seller, id)).toEqual({ kind: 'failed', code: 'storing_failed' })

  await acceptAuthorizations()
  const accepted = await acceptQuarantined(world.operator, id)
  if (accepted.kind !== 'accepted') throw new Error(JSON.stringify(accepted))
  expect(await refreshAuthorization(world.operator, accepted.authorizationId)).toEqual({ worked: true })
})

test('a grant that could not be stored is stored by a worker as soon as the database accepts it, with SP-API’s first answer', async () => {
  await db.delete(authorization)
  await rejectAuthorizations()
  const id = await received()
  await completeAuthorization(seller, id)
  const calls = spApiCalls()
  await workFor(5)
  await acceptAuthorizations()
  await workFor(6)
  expect(await rowOf(id)).toMatchObject({ status: 'completed', grantSealed: null, problem: null })
  expect(spApiCalls()).toBe(calls)
  expect(await db.select().from(authorization)).toMatchObject([
    { storeName: 'Harbor & Pine Goods', participationsProblem: null },
  ])
})

test('a grant whose failure cannot even be recorded stops asking SP-API after a few tries', async () => {
  await db.delete(authorization)
  await rejectAuthorizations()
  // Only claims are accepted: neither the reason nor SP-API's answer.
  await db.execute(sql`create trigger reject_notes before update on attempt for each row
    when (new.problem is not null) execute function reject()`)
  const before = spApiCalls()
  const id = await received()
  await completeAuthorization(seller, id)
  for (let look = 0; look < 18; look += 1) {
    // Each claim is abandoned and expires after twenty seconds, by the database's clock.
    await db.update(attempt).set({ claimedUntil: null }).where(eq(attempt.id, id))
    await workFor(10, 10)
  }
  expect((await rowOf(id))?.storeTries).toBeGreaterThan(6)
  expect(spApiCalls() - before).toBeLessThanOrEqual(3)
  await db.execute(sql`drop trigger reject_notes on attempt`)
  await acceptAuthorizations()
  await workFor(70, 10)
  expect(await rowOf(id)).toMatchObject({ status: 'completed', grantSealed: null })
})
