import { asc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { addGrant } from '#bench/grant.ts'
import { account, application, event } from '#drizzle/schema.ts'
import { announceDueSecrets } from '#lib/applications/announce-due-secrets.ts'
import { setReference } from '#lib/authorizations/edit.ts'
import { pauseAuthorization, resumeAuthorization } from '#lib/authorizations/pause.ts'
import { inTransaction } from '#lib/context.ts'
import { createEventConsumer } from '#lib/events/consume.ts'
import { reviewIncidents } from '#lib/incidents/review.ts'
import { claimLink } from '#lib/links/redeem.ts'
import { createMaintenance } from '#lib/maintenance/run.ts'
import { listPublishedEvents } from '#lib/store/events/events.ts'
import { markUsed } from '#lib/store/maintenance.ts'
import { everything } from '#lib/store/visibility.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, marketplaceIds, websiteStart } from './amazon-world.ts'
import { createLinkWorld } from './link-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const { operator, simulator, services, system } = world
const maintenance = createMaintenance(services, { concurrentCalls: 20 })
const minuteMs = 60_000

/** A worker's automatic work, minute by minute. */
async function pass(minutes: number) {
  for (let minute = 0; minute < minutes; minute += 1) {
    world.passMs(minuteMs)
    await maintenance.drainDue()
    await reviewIncidents(system)
    await world.settle()
  }
}

/** Authorizations for which programs get tokens are kept fresh. */
const use = (ids: readonly string[]) =>
  markUsed(
    db,
    ids.map((authorizationId) => ({ authorizationId, lastVendedAt: services.now() })),
  )

/** The types of published events, except for the first listing of stores, which these tests aren't about. */
const published = async () =>
  (await db.select().from(event).where(eq(event.isPublic, true)).orderBy(asc(event.position)))
    .map(({ type }) => type)
    .filter((type) => type !== 'participation.changed')

test('a hundred sellers who fail in one outage cause one incident; one who fails alone gets an event with the cause', async () => {
  const ids = await Promise.all(
    Array.from({ length: 100 }, () => addGrant(system, simulator, 'A1USHARBORPINE')),
  )
  const alone = await addGrant(system, simulator, 'A9USQUOTES')
  await pass(1)
  expect(await published(), 'rows from before there were events announce nothing').toEqual([])

  await use(ids)
  simulator.addFault({ kind: 'status', status: 503, at: 'token' })
  world.passMs(60 * minuteMs)
  await pass(90)
  expect(await published()).toEqual(['incident.opened'])
  simulator.clearFaults()
  await pass(20)
  expect(await published()).toEqual(['incident.opened', 'incident.resolved'])
  await db.delete(event)

  await use([...ids, alone])
  const grant = simulator.authorizations().find(({ sellingPartnerId }) => sellingPartnerId === 'A9USQUOTES')
  simulator.disable(grant?.id ?? '')
  await pass(120)
  const [only, ...others] = (await db.select().from(event).where(eq(event.isPublic, true))).filter(
    ({ type }) => type !== 'participation.changed',
  )
  expect(others).toEqual([])
  expect(only).toMatchObject({
    type: 'authorization.reauthorization_needed',
    authorizationId: alone,
    data: {
      previous: { health: 'working' },
      current: { health: 'reauthorization_needed' },
      cause: 'invalid_grant',
    },
    amazonRequestId: expect.any(String),
  })
}, 600_000)

test('an event refers to its actor, and the audit entry to the event', async () => {
  await db.delete(event)
  const seller = await world.addAccount('Paused')
  const { outcome } = await world.authorize(seller, websiteStart(marketplaceIds.us), 'A2NANORTHWIND')
  if (outcome.kind !== 'completed') throw new Error(outcome.kind)
  const id = outcome.authorizationId
  await pauseAuthorization(operator, id)
  await resumeAuthorization(operator, id)
  const events = await db.select().from(event).where(eq(event.subjectId, id)).orderBy(asc(event.sequence))
  expect(events.map(({ type, sequence }) => [type, sequence])).toEqual([
    ['authorization.created', 1],
    ['authorization.paused', 2],
    ['authorization.resumed', 3],
  ])
  expect(events[1]).toMatchObject({ actorKind: 'operator', requestId: 'test-request' })
})

test('a resumption that waited for a pause is read after it, although its transaction began before', async () => {
  const id = await addGrant(system, simulator, 'A1USHARBORPINE')
  await world.settle()
  const read: string[] = []
  const consumer = createEventConsumer(services, 'order', async (_tx, events) => {
    read.push(...events.filter(({ subjectId }) => subjectId === id).map(({ type }) => type))
  })
  await consumer.drain()
  await inTransaction(operator, async (tx) => {
    // From its first write on, the transaction has its number.
    await tx.db.update(account).set({ name: 'Renamed' })
    await pauseAuthorization(operator, id)
    await resumeAuthorization(tx, id)
  })
  const expected = ['authorization.paused', 'authorization.resumed']
  await expect.poll(async () => (await consumer.drain()) >= 0 && read).toEqual(expected)
  // As GET /api/v1/events does.
  const listed = await listPublishedEvents(db, { after: null, until: null }, everything, {
    authorizationId: id,
    limit: 10,
  })
  expect(listed.map(({ type }) => type)).toEqual(expected)
})

test('a link’s reference and tags are copied at consent, and appear in later events', async () => {
  const seller = await world.addAccount('Tagged')
  const links = await createLinkWorld(database, world)
  const link = await links.make({ externalReference: 'cus_42', tags: { plan: 'pro' } })
  await claimLink(seller, link.token, null)
  const { outcome } = await world.authorize(seller, `?link=${link.id}`, 'A10USSCRIPT')
  if (outcome.kind !== 'completed') throw new Error(outcome.kind)
  const id = outcome.authorizationId
  await setReference(operator, id, { tags: { plan: 'pro', team: 'eu' } })
  await expect(setReference(operator, id, { tags: { 'Not a key': 'x' } })).rejects.toMatchObject({
    code: 'tags_invalid',
  })
  await pauseAuthorization(operator, id)
  const events = await db.select().from(event).where(eq(event.subjectId, id)).orderBy(asc(event.sequence))
  expect(events.map(({ type, externalReference, tags }) => [type, externalReference, tags])).toEqual([
    ['authorization.created', 'cus_42', { plan: 'pro' }],
    ['authorization.changed', 'cus_42', { plan: 'pro', team: 'eu' }],
    ['authorization.paused', 'cus_42', { plan: 'pro', team: 'eu' }],
  ])
})

test('two consumers read every event once, in order, including those committed late', async () => {
  const seen: string[] = []
  const consumers = [1, 2].map(() =>
    createEventConsumer(services, 'test', async (_tx, events) => {
      seen.push(...events.map(({ id }) => id))
    }),
  )
  await db.delete(event)
  const ids = await Promise.all(
    Array.from({ length: 20 }, () => addGrant(system, simulator, 'A1USHARBORPINE')),
  )
  await Promise.all([
    ...ids.map(async (id) => {
      await pauseAuthorization(operator, id)
      await resumeAuthorization(operator, id)
    }),
    ...consumers.map(async (consumer) => {
      for (let times = 0; times < 20; times += 1) await consumer.drain()
    }),
  ])
  const added = await db.select().from(event)
  // An event can be read once every earlier transaction of the server has ended, those of other tests included.
  await expect
    .poll(async () => {
      await Promise.all(consumers.map((consumer) => consumer.drain()))
      return seen.length
    })
    .toBeGreaterThanOrEqual(added.length)
  expect(seen.toSorted()).toEqual(added.map(({ id }) => id).toSorted())
  for (const own of Map.groupBy(added, ({ subjectId }) => subjectId).values()) {
    const order = own.toSorted((one, other) => one.sequence - other.sequence).map(({ id }) => id)
    expect(seen.filter((id) => order.includes(id))).toEqual(order)
  }
})

test('a quarantined grant asks for a review', async () => {
  const first = await world.addAccount('First')
  expect(
    (await world.authorize(first, websiteStart(marketplaceIds.us), 'A1USHARBORPINE')).outcome.kind,
  ).toBeTruthy()
  await db.delete(event)
  const second = await world.addAccount('Second')
  const { attemptId } = await world.authorize(second, websiteStart(marketplaceIds.us), 'A1USHARBORPINE')
  const published = await db.select().from(event).where(eq(event.type, 'authorization.review_needed'))
  expect(published).toMatchObject([{ subjectId: attemptId, data: { cause: expect.any(String) } }])
})

test('a client secret is announced once for each warning day that it reaches', async () => {
  await db.delete(event)
  const [row] = await db.select().from(application)
  const createdOn = world.services.now().toISOString().slice(0, 10)
  await db.update(application).set({ secretCreatedOn: createdOn })
  const levels: unknown[] = []
  for (const days of [80, 10, 1, 60, 23, 5, 2]) {
    world.passMs(days * 24 * 60 * minuteMs)
    await Promise.all([announceDueSecrets(system), announceDueSecrets(system)])
    const rows = await db
      .select()
      .from(event)
      .where(eq(event.type, 'application.secret_due'))
      .orderBy(asc(event.sequence))
    levels.push(rows.map(({ data }) => data.level))
  }
  expect(levels).toEqual([
    [],
    ['90'],
    ['90'],
    ['90', '30'],
    ['90', '30', '7'],
    ['90', '30', '7', '1'],
    ['90', '30', '7', '1', 'over'],
  ])
  await db.update(application).set({ secretCreatedOn: row?.secretCreatedOn ?? null })
})
