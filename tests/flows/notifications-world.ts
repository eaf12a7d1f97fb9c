import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { eq } from 'drizzle-orm'
import { afterAll } from 'vitest'
import { account, authorization, incident, message, notificationChannel, person } from '#drizzle/schema.ts'
import { type Context, inTransaction, systemContext } from '#lib/context.ts'
import { appendEvents, type NewEvent } from '#lib/events/append.ts'
import { createChannel } from '#lib/notifications/channels.ts'
import { createNotificationConsumer } from '#lib/notifications/notify.ts'
import { createRule, type RuleRequest } from '#lib/notifications/rules.ts'
import { createSender } from '#lib/notifications/send.ts'
import { parseNetworks } from '#lib/outbound/address.ts'
import { createPostOutbound } from '#lib/outbound/post.ts'
import { Secret } from '#lib/secret.ts'
import type { Services } from '#lib/services.ts'
import { listConsumerLags } from '#lib/store/events/events.ts'
import { newId } from '#lib/vault/random.ts'
import type { TestDatabase } from '../fixtures/database.ts'
import { mailThrough, startSmtp } from '../fixtures/smtp.ts'
import { authorizationOf, makeApplication } from '../store/records.ts'
import { createPeopleWorld } from './people-world.ts'

/** A chat's incoming webhook, over real HTTP. */
async function startChat() {
  const posts: string[] = []
  const answer = { status: 200, words: 'ok' }
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    if (answer.status === 200) posts.push(Buffer.concat(chunks).toString('utf8'))
    response.writeHead(answer.status).end(answer.words)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  afterAll(() => new Promise<unknown>((closed) => server.close(closed)))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/services/T000/B000/very-secret-path`,
    posts,
    answerWith: (status: number, words = status === 200 ? 'ok' : 'no_service') =>
      Object.assign(answer, { status, words }),
  }
}

/** The use cases about notifications, with a chat and a mail server. */
export async function createNotificationsWorld(database: TestDatabase) {
  const { db } = database
  const people = createPeopleWorld(database)
  const smtp = await startSmtp()
  const chat = await startChat()
  const loopback = parseNetworks('127.0.0.0/8')
  if (typeof loopback === 'string') throw new Error(loopback)
  const services: Services = {
    ...people.services,
    mail: mailThrough(smtp.port),
    postOutbound: createPostOutbound(loopback),
    settings: { ...people.services.settings, outboundAllowedNetworks: loopback },
  }
  const system = systemContext(services, 'test', 'test-request')
  const operator = (role: 'viewer' | 'admin'): Context => ({
    ...system,
    actor: { kind: 'operator', role, personId: newId(), sessionId: newId() },
  })
  const admin = operator('admin')
  const applicationId = await makeApplication(db, { name: 'Harbor', status: 'published' })
  const consumer = createNotificationConsumer(services)
  // It reads events from its first look on.
  await consumer.drain()
  const sender = createSender(services)

  /** Another database's open transactions delay events: all of the cluster are settled in one order. */
  async function readEvents(): Promise<void> {
    let waiting: number
    do {
      await consumer.drain()
      const lags = await listConsumerLags(db)
      waiting = lags.find(({ name }) => name === 'notifications')?.waiting ?? 0
    } while (waiting > 0)
  }

  async function settle(): Promise<void> {
    await readEvents()
    people.passMs(31_000)
    await sender.drainDue()
  }

  const lost = (authorizationId: string, more: object = {}) => ({
    type: 'authorization.reauthorization_needed' as const,
    subjectId: authorizationId,
    authorizationId,
    applicationId,
    data: { cause: 'seller_disabled' },
    ...more,
  })

  return {
    db,
    people,
    smtp,
    chat,
    services,
    system,
    admin,
    viewer: operator('viewer'),
    applicationId,
    passMs: people.passMs,
    addSlack: async (name = 'Ops chat') => {
      const id = newId()
      await createChannel(admin, { id, name, kind: 'slack', recipients: '', url: new Secret(chat.url) })
      return id
    },
    addRule: async (channelId: string, changes: Partial<RuleRequest> = {}) => {
      const id = newId()
      await createRule(admin, {
        id,
        channelId,
        applicationId: null,
        tag: null,
        digestHour: null,
        timeZone: 'UTC',
        eventTypes: ['incident.opened', 'incident.resolved', 'authorization.reauthorization_needed'],
        ...changes,
      })
      return id
    },
    /** A seller whose address is confirmed. */
    addSeller: async (name: string, changes: Partial<typeof person.$inferInsert> = {}) => {
      const accountId = newId()
      const createdAt = services.now()
      await db.insert(account).values({ id: accountId, name, createdAt })
      const personId = newId()
      const email = `${name.toLowerCase().replaceAll(' ', '-')}@example.com`
      await db.insert(person).values({
        id: personId,
        email,
        name,
        passwordHash: 'none',
        role: 'account',
        accountId,
        createdAt,
        emailConfirmedAt: createdAt,
        ...changes,
      })
      const actor = { kind: 'account', personId, accountId, sessionId: newId() } as const
      return { accountId, personId, email, ctx: { ...system, actor } satisfies Context }
    },
    addAuthorization: async (accountId: string, changes: Partial<typeof authorization.$inferInsert> = {}) => {
      const row = authorizationOf(applicationId, accountId, { renewedAt: services.now(), ...changes })
      await db.insert(authorization).values(row)
      return row.id
    },
    openIncident: async (changes: Partial<typeof incident.$inferInsert> = {}) => {
      const id = newId()
      const now = services.now()
      await db.insert(incident).values({
        id,
        applicationId,
        problem: 'invalid_grant',
        startedAt: now,
        seenAt: now,
        affected: 312,
        tried: 500,
        failure: { kind: 'none' } as never,
        requestIds: [],
        ...changes,
      })
      return id
    },
    publish: (events: readonly NewEvent[]) => inTransaction(system, (tx) => appendEvents(tx, events)),
    /** All messages for the events so far, once the grace period has passed. */
    settle,
    readEvents,
    consumer,
    sender,
    /** As after a failure that no incident explains. */
    lost,
    /** A failure that an incident with this cause explains if it began no earlier. */
    refused: (authorizationId: string, since: Date) =>
      lost(authorizationId, { data: { cause: 'invalid_grant', current: { since: since.toISOString() } } }),
    /** What the chat got. */
    words: () => chat.posts.map((post) => JSON.parse(post).text as string),
    /** Between tests. */
    clear: async () => {
      await settle()
      await db.delete(message)
      await db.delete(notificationChannel)
      await db.delete(incident)
      chat.answerWith(200)
      chat.posts.length = 0
      smtp.behave({})
      smtp.received.length = 0
    },
    closeIncident: (id: string) =>
      db.update(incident).set({ endedAt: services.now() }).where(eq(incident.id, id)),
  }
}
