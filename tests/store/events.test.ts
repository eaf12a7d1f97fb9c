import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { event } from '#drizzle/schema.ts'
import { inTransactionOf } from '#lib/database/pool.ts'
import {
  addConsumer,
  adoptRestoredEvents,
  insertEvents,
  lastEventPosition,
  listConsumerLags,
  listEventsAfter,
  lockConsumer,
  moveConsumer,
  type NewEventRow,
  pruneEvents,
} from '#lib/store/events/events.ts'
import { useDatabase } from '../fixtures/database.ts'

const { db } = await useDatabase()
const now = new Date('2026-11-29T12:00:00Z')

const eventOf = (subjectId: string): NewEventRow => ({
  id: randomUUID(),
  type: 'authorization.paused',
  subjectKind: 'authorization',
  subjectId,
  isPublic: true,
  applicationId: null,
  accountId: null,
  authorizationId: null,
  externalReference: null,
  tags: {},
  data: {},
  actorKind: 'system',
  actorId: 'test',
  requestId: null,
  amazonRequestId: null,
  happenedAt: now,
})
/** A transaction of any database of the cluster holds readers back, and other tests have some. */
const untilSettled = () =>
  expect
    .poll(() => db.$count(event, sql`${event.transactionId} >= pg_snapshot_xmin(pg_current_snapshot())`))
    .toBe(0)
const append = (...subjects: string[]) => inTransactionOf(db, (tx) => insertEvents(tx, subjects.map(eventOf)))

test('events of a subject are numbered consecutively, also when many writers append at the same time', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, index) => append('a', `b${index % 3}`, 'a')))
  const rows = await db.select().from(event).orderBy(event.sequence)
  const ofA = rows.filter(({ subjectId }) => subjectId === 'a').map(({ sequence }) => sequence)
  expect(ofA).toEqual(Array.from({ length: 40 }, (_, index) => index + 1))
})

test('an event that is committed late is read after the earlier ones, and never skipped', async () => {
  await untilSettled()
  const start = await lastEventPosition(db)
  let release = () => {}
  let begun = () => {}
  const isBegun = new Promise<void>((resolve) => {
    begun = resolve
  })
  const late = inTransactionOf(db, async (tx) => {
    await insertEvents(tx, [eventOf('late')])
    begun()
    await new Promise<void>((resolve) => {
      release = resolve
    })
  })
  await isBegun
  await append('early')
  const first = await listEventsAfter(db, start, 10)
  expect(first, 'nothing that could precede it is left out').toEqual([])
  release()
  await late
  await untilSettled()
  const all = await listEventsAfter(db, start, 10)
  expect(all.map(({ subjectId }) => subjectId)).toEqual(['late', 'early'])
})

test('events are pruned by age, but not before every consumer has read them', async () => {
  await addConsumer(db, 'slow', now)
  await append('unread')
  await untilSettled()
  const later = new Date(Date.now() + 60_000)
  await pruneEvents(db, later, 1_000)
  expect((await db.select().from(event)).map(({ subjectId }) => subjectId)).toEqual(['unread'])
  expect(await listConsumerLags(db)).toEqual([{ name: 'slow', waiting: 1, since: expect.any(Date) }])
  const last = await lastEventPosition(db)
  await inTransactionOf(db, async (tx) => {
    expect(await lockConsumer(tx, 'slow')).not.toBeNull()
    await moveConsumer(tx, 'slow', last, now)
  })
  expect(await pruneEvents(db, later, 1_000)).toBe(1)
})

test('events of a database that was restored into a younger cluster are read in order', async () => {
  await untilSettled()
  const start = await lastEventPosition(db)
  await append('one')
  await append('two')
  expect(await inTransactionOf(db, adoptRestoredEvents), 'nothing to do in the same cluster').toBe(0)
  await db.execute(
    sql`update event set transaction_id = (transaction_id::text::bigint + 1000000000)::text::xid8`,
  )
  await db.execute(sql`update event_subject set transaction_id = (select max(transaction_id) from event)`)
  expect(await listEventsAfter(db, start, 10), 'no reader would get them').toEqual([])
  expect(await inTransactionOf(db, adoptRestoredEvents)).toBe(2)
  await append('two')
  await untilSettled()
  const read = await listEventsAfter(db, { transactionId: '0', position: 0 }, 10)
  expect(read.map(({ subjectId }) => subjectId)).toEqual(['one', 'two', 'two'])
})
