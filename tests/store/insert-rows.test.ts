import { randomUUID } from 'node:crypto'
import { asc, sql } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import {
  message,
  notificationChannel,
  notificationRule,
  webhookDelivery,
  webhookEndpoint,
} from '#drizzle/schema.ts'
import { type Autocommit, openDatabase, type Transaction } from '#lib/database/pool.ts'
import { insertEvents } from '#lib/store/events/events.ts'
import { insertMessages } from '#lib/store/events/messages.ts'
import { insertDigestItems } from '#lib/store/events/notification-rules.ts'
import { insertWebhookDeliveries } from '#lib/store/events/webhook-deliveries.ts'
import { addToTally } from '#lib/store/state.ts'
import { useDatabase } from '../fixtures/database.ts'

const { location } = await useDatabase()
// Prepared statements belong to a connection.
const one = openDatabase(location, { connections: 1 })
afterAll(one.close)
const db = one.db as Autocommit & Transaction
const now = new Date('2026-11-29T12:00:00.123Z')
const times = <T>(count: number, of: (index: number) => T) => Array.from({ length: count }, (_, at) => of(at))

const messageOf = (index: number) => ({
  id: randomUUID(),
  key: randomUUID(),
  kind: 'event',
  channelKind: 'email' as const,
  channelId: null,
  ruleId: null,
  recipient: `seller-${index}@example.com`,
  personId: null,
  authorizationId: null,
  topic: null,
  subject: 'It’s "so" – \\ ü 🎉',
  language: 'de' as const,
  linksSealed: null,
  data: { items: [{ name: null }], total: index },
  unsubscribeDigest: null,
  status: 'waiting' as const,
  nextAttemptAt: now,
  expiresAt: now,
  createdAt: now,
})

const [endpointId, channelId, ruleId] = [randomUUID(), randomUUID(), randomUUID()]
await db.insert(webhookEndpoint).values({
  id: endpointId,
  name: 'One',
  url: 'https://example.com',
  secretSealed: 'sealed',
  createdAt: now,
})
await db.insert(notificationChannel).values({ id: channelId, name: 'Chat', kind: 'slack', createdAt: now })
await db.insert(notificationRule).values({ id: ruleId, channelId, eventTypes: [], createdAt: now })

async function addEvents(count: number): Promise<string[]> {
  const ids = times(count, () => randomUUID())
  await insertEvents(
    db,
    ids.map((id) => ({
      id,
      type: 'authorization.paused',
      subjectKind: 'authorization',
      subjectId: 'a',
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
    })),
  )
  return ids
}

/** Each writes so many rows. */
const inserts: Readonly<Record<string, (count: number) => Promise<unknown>>> = {
  message: (count) => insertMessages(db, times(count, messageOf)),
  digest_item: (count) =>
    insertDigestItems(
      db,
      times(count, (index) => ({
        ruleId,
        eventType: 'authorization.paused',
        item: { name: `Seller ${index}` } as never,
      })),
    ),
  webhook_delivery: async (count) =>
    insertWebhookDeliveries(
      db,
      (await addEvents(count)).map((eventId, index) => ({ endpointId, eventId, orderKey: `a ${index}` })),
      now,
    ),
  authorization_tally: (count) =>
    addToTally(
      db,
      times(count, (index) => ({
        applicationId: randomUUID(),
        region: 'eu' as const,
        health: 'working' as const,
        flag: '' as const,
        difference: index,
      })),
    ),
}

test.each(Object.keys(inserts))(
  '%s: any number of rows is written by one prepared statement',
  async (table) => {
    for (const count of [1, 2, 3]) await inserts[table]?.(count)
    const statements = await db.execute(
      sql`select statement from pg_prepared_statements where statement like ${`insert into "${table}" %`}`,
    )
    expect(statements).toHaveLength(1)
  },
)

test('ten thousand messages at once are written, in their order and unchanged', async () => {
  await db.delete(message)
  const rows = times(10_000, messageOf)
  expect(await insertMessages(db, rows)).toEqual(rows.map(({ id }) => id))
  expect(await insertMessages(db, rows), 'those with a known key are left out').toEqual([])
  const [first] = await db.select().from(message).where(sql`data ->> 'total' = '7'`)
  expect(first).toMatchObject(rows[7] ?? {})
})

test('deliveries of webhooks keep the order of their events', async () => {
  await db.delete(webhookDelivery)
  await inserts.webhook_delivery?.(500)
  const stored = await db.select().from(webhookDelivery).orderBy(asc(webhookDelivery.position))
  expect(stored.map(({ orderKey }) => orderKey)).toEqual(times(500, (index) => `a ${index}`))
  expect(stored[0]).toMatchObject({ status: 'waiting', nextAttemptAt: now, createdAt: now, attempts: 0 })
})
