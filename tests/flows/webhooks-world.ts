import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inArray, sql } from 'drizzle-orm'
import { Webhook } from 'standardwebhooks'
import { afterAll, expect, vi } from 'vitest'
import { event } from '#drizzle/schema.ts'
import type { Actor, Context } from '#lib/context.ts'
import { inTransaction } from '#lib/context.ts'
import { appendEvents, type NewEvent } from '#lib/events/append.ts'
import { type AllowedNetworks, parseNetworks } from '#lib/outbound/address.ts'
import { createPostOutbound, type PostOutbound } from '#lib/outbound/post.ts'
import type { Services } from '#lib/services.ts'
import { newId } from '#lib/vault/random.ts'
import { createWebhookSender } from '#lib/webhooks/deliver.ts'
import { createEndpoint, type EndpointSettings } from '#lib/webhooks/manage.ts'
import { listDeliveries } from '#lib/webhooks/read.ts'
import { addOperator } from '../fixtures/add-operator.ts'
import type { TestDatabase } from '../fixtures/database.ts'
import { makeApplication } from '../store/records.ts'
import { createPeopleWorld } from './people-world.ts'

export interface Received {
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly id: string
  readonly payload: {
    readonly type: string
    readonly timestamp: string
    readonly data: Readonly<Record<string, unknown>>
  }
}

type Behavior = (response: ServerResponse, request: Received, count: number) => void

/** A real HTTP server that receives webhooks. Its behavior can change at any time. */
export async function startReceiver() {
  const received: Received[] = []
  const counts = new Map<string, number>()
  let behavior: Behavior = (response) => response.end('ok')
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8')
      const id = String(request.headers['webhook-id'])
      const one = { headers: request.headers, body, id, payload: JSON.parse(body) }
      received.push(one)
      counts.set(id, (counts.get(id) ?? 0) + 1)
      behavior(response, one, counts.get(id) ?? 0)
    })
  })
  const listen = (port: number) => new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  await listen(0)
  const { port } = server.address() as AddressInfo
  const stop = () =>
    new Promise<void>((done) => {
      server.close(() => done())
      server.closeAllConnections()
    })
  afterAll(async () => {
    if (server.listening) await stop()
  })
  return {
    url: `http://127.0.0.1:${port}/hooks`,
    received,
    behave: (next: Behavior) => {
      behavior = next
    },
    answer: (status: number, headers: Record<string, string> = {}, body = 'x') => {
      behavior = (response) => response.writeHead(status, headers).end(body)
    },
    stop,
    start: () => listen(port),
  }
}

/** Webhooks over a real database and real HTTP, with a clock of the test's own. */
export async function createWebhookWorld(database: TestDatabase) {
  const people = createPeopleWorld(database)
  const loopback = parseNetworks('127.0.0.0/8') as AllowedNetworks
  const services: Services = {
    ...people.services,
    postOutbound: createPostOutbound(loopback),
    settings: { ...people.services.settings, outboundAllowedNetworks: loopback },
  }
  services.log.level = 'silent'
  const as = (actor: Actor): Context => ({ ...services, actor, requestId: newId(), address: null })
  const actor = await addOperator(services)
  const operator = (role: 'viewer' | 'operator' | 'admin') => as({ ...actor, role })
  const admin = operator('admin')
  const system = as({ kind: 'system', job: 'test' })
  const applicationId = await makeApplication(database.db)
  afterAll(async () => {
    await services.jobs.close()
    await services.signals.close()
  })

  async function addEndpoint(url: string, settings: Partial<EndpointSettings> = {}) {
    const request = { id: newId(), name: 'Back end', url, eventTypes: null, applicationId: null, tags: {} }
    const { id, secret } = await createEndpoint(admin, { ...request, ...settings })
    return { id, secret: secret.expose() }
  }

  return {
    services,
    as,
    admin,
    operator,
    system,
    applicationId,
    addEndpoint,
    passMs: people.passMs,
    trace: people.trace,
    /** With other parts, such as a transport that never answers. */
    sender: (parts: { readonly postOutbound?: PostOutbound } = {}) =>
      createWebhookSender({ ...services, ...parts }),
    /** Resolves when readers get them: a transaction of any other test holds them back while it is open. */
    append: async (...events: readonly NewEvent[]) => {
      const ids = await inTransaction(system, (tx) => appendEvents(tx, events))
      const isRead = sql<boolean>`${event.transactionId} < pg_snapshot_xmin(pg_current_snapshot())`
      await expect
        .poll(async () => {
          const rows = await database.db
            .select({ isRead })
            .from(event)
            .where(inArray(event.id, [...ids]))
          return rows.every((row) => row.isRead)
        })
        .toBe(true)
      return ids
    },
    deliveries: async (endpointId: string) =>
      (await listDeliveries(admin, endpointId, { limit: 200 })).rows.toReversed(),
    /** Like a receiver, at the time of the test's clock. Throws if it isn't signed with this secret. */
    verify: (secret: string, { body, headers }: Received): unknown => {
      const clock = vi.spyOn(Date, 'now').mockReturnValue(services.realNow().getTime())
      try {
        return new Webhook(secret).verify(body, headers as Record<string, string>)
      } finally {
        clock.mockRestore()
      }
    },
  }
}

/** An event of an authorization that needs no row of its own. */
export function authorizationEvent(
  subjectId: string,
  type: NewEvent['type'] = 'authorization.recovered',
  more: Partial<NewEvent> = {},
): NewEvent {
  return { type, subjectId, authorizationId: subjectId, ...more }
}
