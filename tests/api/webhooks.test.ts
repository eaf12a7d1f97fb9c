import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { event } from '#drizzle/schema.ts'
import { inTransaction } from '#lib/context.ts'
import { appendEvents } from '#lib/events/append.ts'
import { newId } from '#lib/vault/random.ts'
import { deleteEndpoint } from '#lib/webhooks/manage.ts'
import { listEndpoints } from '#lib/webhooks/read.ts'
import { useDatabase } from '../fixtures/database.ts'
import { authorizationEvent, createWebhookWorld, startReceiver } from '../flows/webhooks-world.ts'
import { makeKey, serveApi } from './programs.ts'

const database = await useDatabase()
const world = await createWebhookWorld(database)
const { admin } = world
const api = await serveApi(world.services)
const { key } = await makeKey(admin, { scopes: ['webhooks:manage', 'events:read'] })
const path = '/api/v1/webhook-endpoints'

function ask(
  method: string,
  address: string,
  body?: unknown,
  headers: Record<string, string> = {},
  by = key,
) {
  return api.ask(address, {
    method,
    headers: { authorization: `Bearer ${by}`, ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
}

async function clear() {
  for (const { id } of await listEndpoints(admin)) await deleteEndpoint(admin, id)
}

test('a program adds an endpoint, reads it, changes it and deletes it', async () => {
  const receiver = await startReceiver()
  const created = await ask('POST', path, { name: 'CRM', url: receiver.url, tags: { plan: 'pro' } })
  expect(created).toMatchObject({ status: 201, body: { state: 'active', event_types: null } })
  const address = created.headers.get('location') ?? ''
  expect(address).toBe(`${path}/${created.body.id}`)
  const { secret, request_id: _, ...settings } = created.body
  const read = await ask('GET', address)
  expect(read.body).toEqual({ ...settings, request_id: read.body.request_id })
  expect(JSON.stringify(read.body)).not.toContain(String(secret))
  const changed = await ask('PATCH', address, { event_types: ['incident.opened'], is_enabled: false })
  expect(changed).toMatchObject({
    status: 200,
    body: { name: 'CRM', event_types: ['incident.opened'], state: 'disabled', disabled_reason: 'operator' },
  })
  expect((await ask('PATCH', address, { is_enabled: true })).body).toMatchObject({ state: 'active' })
  const tested = await ask('POST', `${address}/test`)
  await world.sender().deliverDue()
  expect(receiver.received.map(({ id }) => id)).toEqual([tested.body.event_id])
  const { body } = await ask('GET', `${address}/deliveries`)
  expect(body).toMatchObject({ deliveries: [{ type: 'webhook.test', status: 'delivered', attempts: 1 }] })
  const [{ id } = { id: '' }] = body.deliveries as { id: string }[]
  expect((await ask('POST', `${address}/deliveries/${id}/replay`)).status).toBe(200)
  await world.sender().deliverDue()
  expect(receiver.received).toHaveLength(2)
  expect((await ask('DELETE', address)).status).toBe(200)
  expect(await ask('GET', address)).toMatchObject({ status: 404, body: { code: 'webhook_not_found' } })
})

describe('an Idempotency-Key', () => {
  const headers = { 'idempotency-key': 'order-17' }
  const body = { name: 'Once', url: 'https://hooks.example.com/once' }

  test('adds one endpoint, however often the request is repeated', async () => {
    await clear()
    const first = await ask('POST', path, body, headers)
    const second = await ask('POST', path, body, headers)
    expect([first.status, second.status]).toEqual([201, 201])
    expect(first.headers.get('idempotency-replayed')).toBeNull()
    expect(second.headers.get('idempotency-replayed')).toBe('true')
    const { request_id: _, ...answer } = first.body
    expect(second.body).toEqual({ ...answer, request_id: second.body.request_id })
    expect(await listEndpoints(admin)).toHaveLength(1)
  })

  test('with another body is refused', async () => {
    expect(await ask('POST', path, { ...body, name: 'Twice' }, headers)).toMatchObject({
      status: 422,
      body: { code: 'idempotency_key_reused' },
    })
  })

  test('of another API key is independent', async () => {
    const other = await makeKey(admin, { scopes: ['webhooks:manage'] })
    expect((await ask('POST', path, body, headers, other.key)).status).toBe(201)
    expect(await listEndpoints(admin)).toHaveLength(2)
  })

  test('used by several requests at the same time adds one endpoint', async () => {
    await clear()
    const sent = Array.from({ length: 8 }, () => ask('POST', path, body, { 'idempotency-key': 'crowd' }))
    const statuses = (await Promise.all(sent)).map(({ status }) => status)
    expect(statuses).toContain(201)
    expect(statuses.filter((status) => status !== 201 && status !== 409)).toEqual([])
    expect(await listEndpoints(admin)).toHaveLength(1)
  })

  test('of a refused request can be used again', async () => {
    const again = { 'idempotency-key': 'fixed-later' }
    expect((await ask('POST', path, { ...body, url: 'https://10.0.0.1/' }, again)).status).toBe(400)
    expect((await ask('POST', path, body, again)).status).toBe(201)
  })

  test('is forgotten after a day', async () => {
    await clear()
    world.passMs(25 * 3_600_000)
    expect((await ask('POST', path, { ...body, name: 'Later' }, headers)).status).toBe(201)
  })

  test.each(['', 'with space', 'x'.repeat(256)])('%j is refused', async (text) => {
    const answer = await ask('POST', path, body, { 'idempotency-key': text })
    expect(answer).toMatchObject({ status: 400, body: { code: 'idempotency_key_invalid' } })
  })
})

test.each([
  [{ name: 'X' }, 'webhook_url_invalid', 'url'],
  [{ name: 'X', url: 'https://10.0.0.1/' }, 'webhook_address_refused', 'url'],
  [{ name: 'X', url: 'https://a.example/', event_types: [] }, 'webhook_types_missing', 'event_types'],
  [{ name: 'X', url: 'https://a.example/', event_types: ['no.such'] }, 'webhook_type_unknown', 'event_types'],
  [{ name: 'X', url: 'https://a.example/', tags: { 'A B': 'x' } }, 'tags_invalid', 'tags'],
  [{ name: 'X', url: 'https://a.example/', secret: 'mine' }, 'parameter_unknown', 'secret'],
])('%j is refused', async (body, code, field) => {
  expect(await ask('POST', path, body)).toMatchObject({ status: 400, body: { code, field } })
})

describe('the events', () => {
  test('are read in their order, page by page, and then as they happen', async () => {
    await database.db.delete(event)
    expect((await ask('GET', '/api/v1/events')).body).toMatchObject({ events: [], next_cursor: null })
    const authorizationId = newId()
    const ids = await world.append(
      ...[
        'authorization.created',
        'authorization.changed',
        'authorization.paused',
        'authorization.resumed',
      ].map((type) => authorizationEvent(authorizationId, type as 'authorization.created')),
    )
    const first = (await ask('GET', '/api/v1/events?limit=2')).body
    const idsOf = (body: typeof first) =>
      (body.events as { data: { event_id: string } }[]).map(({ data }) => data.event_id)
    // One of them isn't published.
    expect([idsOf(first), first.has_more]).toEqual([[ids[0], ids[2]], true])
    const second = (await ask('GET', `/api/v1/events?cursor=${first.next_cursor}`)).body
    expect([idsOf(second), second.has_more]).toEqual([[ids[3]], false])
    const third = (await ask('GET', `/api/v1/events?cursor=${second.next_cursor}`)).body
    expect([idsOf(third), third.next_cursor]).toEqual([[], ids[3]])
    const [next] = await world.append(authorizationEvent(authorizationId))
    expect(idsOf((await ask('GET', `/api/v1/events?cursor=${third.next_cursor}`)).body)).toEqual([next])
  })

  test('that follow one that is no longer kept are refused with 410', async () => {
    expect(await ask('GET', `/api/v1/events?cursor=${newId()}`)).toMatchObject({
      status: 410,
      body: { code: 'events_pruned', field: 'cursor' },
    })
    expect((await ask('GET', '/api/v1/events?cursor=nonsense')).status).toBe(400)
  })

  test('of a transaction that is still open are not skipped', async () => {
    await database.db.delete(event)
    const [open, closed, last] = [newId(), newId(), newId()]
    const { promise: started, resolve: hasStarted } = Promise.withResolvers<void>()
    const { promise: ended, resolve: end } = Promise.withResolvers<void>()
    const slow = inTransaction(world.system, async (tx) => {
      await appendEvents(tx, [authorizationEvent(open)])
      hasStarted()
      await ended
    })
    await started
    await inTransaction(world.system, (tx) => appendEvents(tx, [authorizationEvent(closed)]))
    expect((await ask('GET', '/api/v1/events')).body.events).toEqual([])
    end()
    await slow
    await world.append(authorizationEvent(last))
    const { events } = (await ask('GET', '/api/v1/events')).body
    expect(
      (events as { data: { authorization_id: string } }[]).map(({ data }) => data.authorization_id),
    ).toEqual([open, closed, last])
  })

  test('include only those that the key may see', async () => {
    const bound = await makeKey(admin, { scopes: ['events:read'], applicationId: world.applicationId })
    await database.db.delete(event)
    const [own, foreign] = await world.append(
      authorizationEvent(newId(), 'authorization.created', { applicationId: world.applicationId }),
      authorizationEvent(newId(), 'authorization.created', { applicationId: newId() }),
    )
    const { body } = await ask('GET', '/api/v1/events', undefined, {}, bound.key)
    expect(body).toMatchObject({ events: [{ data: { event_id: own } }], next_cursor: foreign })
  })

  test('can be followed by a key for which nothing happens, while older ones are deleted', async () => {
    const quiet = await makeKey(admin, { scopes: ['events:read'], applicationId: world.applicationId })
    const read = (cursor: unknown) => ask('GET', `/api/v1/events?cursor=${cursor}`, undefined, {}, quiet.key)
    await database.db.delete(event)
    const [own] = await world.append(
      authorizationEvent(newId(), 'authorization.created', { applicationId: world.applicationId }),
    )
    const [foreign] = await world.append(
      authorizationEvent(newId(), 'authorization.created', { applicationId: newId() }),
    )
    const { body } = await read(own)
    expect(body).toMatchObject({ events: [], next_cursor: foreign, has_more: false })
    await database.db.delete(event).where(eq(event.id, own ?? ''))
    expect(await read(body.next_cursor)).toMatchObject({ status: 200, body: { events: [] } })
    const [next] = await world.append(
      authorizationEvent(newId(), 'authorization.created', { applicationId: world.applicationId }),
    )
    const followed = await read(body.next_cursor)
    expect(followed.body).toMatchObject({ events: [{ data: { event_id: next } }], next_cursor: next })
  })
})
