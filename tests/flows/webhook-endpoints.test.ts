import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { newId } from '#lib/vault/random.ts'
import {
  changeEndpoint,
  createEndpoint,
  deleteEndpoint,
  disable,
  enable,
  replayDelivery,
  replayFailed,
  rotateSecret,
  sendTest,
} from '#lib/webhooks/manage.ts'
import { listDeliveries, listEndpoints, readDelivery, readEndpoint } from '#lib/webhooks/read.ts'
import { useDatabase } from '../fixtures/database.ts'
import { untilBlocked } from '../fixtures/until-blocked.ts'
import { refusal } from './people-world.ts'
import { authorizationEvent, createWebhookWorld, startReceiver } from './webhooks-world.ts'

const database = await useDatabase()
const world = await createWebhookWorld(database)
const { admin } = world
const sender = world.sender()
const hourMs = 3_600_000

/** An endpoint of this test alone: others are deleted first. */
async function onlyEndpoint(settings: Parameters<typeof world.addEndpoint>[1] = {}) {
  for (const { id } of await listEndpoints(admin)) await deleteEndpoint(admin, id)
  const receiver = await startReceiver()
  return { receiver, ...(await world.addEndpoint(receiver.url, settings)) }
}

test('H6: events that are not published are not sent', async () => {
  const { receiver } = await onlyEndpoint()
  await world.append(
    authorizationEvent(newId(), 'authorization.changed'),
    authorizationEvent(newId(), 'authorization.retrying', { isPublic: false }),
  )
  expect(await sender.deliverDue()).toBe(0)
  expect(receiver.received).toEqual([])
})

test('an endpoint gets events of its types, its application and its tags', async () => {
  const { receiver } = await onlyEndpoint({
    eventTypes: ['authorization.recovered', 'authorization.paused'],
    applicationId: world.applicationId,
    tags: { plan: 'pro' },
  })
  const wanted = { applicationId: world.applicationId, tags: { plan: 'pro', team: 'eu' } }
  const [first] = await world.append(
    authorizationEvent(newId(), 'authorization.paused', wanted),
    authorizationEvent(newId(), 'authorization.resumed', wanted),
    authorizationEvent(newId(), 'authorization.paused', { ...wanted, applicationId: null }),
    authorizationEvent(newId(), 'authorization.paused', { ...wanted, tags: { plan: 'free' } }),
  )
  await sender.deliverDue()
  expect(receiver.received.map(({ id }) => id)).toEqual([first])
})

test('an endpoint gets no events from before it was added', async () => {
  await onlyEndpoint()
  await world.append(authorizationEvent(newId()))
  const { receiver } = await onlyEndpoint()
  await sender.deliverDue()
  expect(receiver.received).toEqual([])
})

test('H8: a failed delivery can be sent again, alone or with all that failed since a time', async () => {
  const { receiver, id } = await onlyEndpoint()
  receiver.answer(500)
  const [one] = [newId()]
  await world.append(authorizationEvent(one), authorizationEvent(newId()))
  for (let hours = 0; hours < 100; hours += 1) {
    await sender.deliverDue()
    world.passMs(hourMs)
  }
  const [first, second] = await world.deliveries(id)
  expect([first?.status, second?.status]).toEqual(['failed', 'failed'])
  receiver.answer(200)
  await replayDelivery(admin, id, first?.id ?? '')
  expect(await sender.deliverDue()).toBe(1)
  expect((await world.deliveries(id)).map(({ status }) => status)).toEqual(['delivered', 'failed'])
  const now = world.services.realNow().getTime()
  expect(await replayFailed(admin, id, new Date(now))).toBe(0)
  expect(await replayFailed(admin, id, new Date(now - 200 * hourMs))).toBe(1)
  expect(await sender.deliverDue()).toBe(1)
  // A delivered one can also be sent again, with the same id.
  await replayDelivery(admin, id, first?.id ?? '')
  await sender.deliverDue()
  expect(receiver.received.at(-1)?.id).toBe(first?.eventId)
  const { log } = await readDelivery(admin, id, first?.id ?? '')
  expect(log.map(({ number, status }) => [number, status])).toEqual([
    ...Array.from({ length: 10 }, (_, index) => [index + 1, 500]),
    [11, 200],
    [12, 200],
  ])
  await expect(replayFailed(admin, id, new Date(now + 1))).rejects.toThrow(refusal('replay_since_invalid'))
  await expect(replayDelivery(admin, id, newId())).rejects.toThrow(refusal('webhook_delivery_not_found'))
})

test('H8: “In the last 30 days” is understood a moment after it was chosen', async () => {
  const { id } = await onlyEndpoint()
  const monthAgo = admin.now().getTime() - 30 * 24 * hourMs
  expect(await replayFailed(admin, id, new Date(monthAgo - 5_000))).toBe(0)
  const longer = replayFailed(admin, id, new Date(monthAgo - hourMs))
  await expect(longer).rejects.toThrow(refusal('replay_since_invalid'))
})

test('H8: an event that is sent again takes the earlier ones of its authorization along', async () => {
  const { receiver, id } = await onlyEndpoint()
  receiver.answer(500)
  const shop = newId()
  const first = await world.append(authorizationEvent(shop))
  await sender.deliverDue()
  world.passMs(1)
  const second = await world.append(authorizationEvent(shop))
  expect(await sender.deliverDue()).toBe(0)
  const [, last] = await world.deliveries(id)
  receiver.answer(200)
  receiver.received.length = 0
  await replayDelivery(admin, id, last?.id ?? '')
  await sender.deliverDue()
  expect(receiver.received.map((one) => one.id)).toEqual([...first, ...second])
})

test('H8: however often a later event is sent again, the earlier ones keep all of their attempts', async () => {
  const { receiver, id } = await onlyEndpoint()
  receiver.answer(500)
  const shop = newId()
  await world.append(authorizationEvent(shop), authorizationEvent(shop))
  await sender.deliverDue()
  const [, last] = await world.deliveries(id)
  for (let sent = 0; sent < 12; sent += 1) {
    await replayDelivery(admin, id, last?.id ?? '')
    expect(await sender.deliverDue()).toBe(1)
  }
  expect((await world.deliveries(id)).map(({ status }) => status)).toEqual(['waiting', 'waiting'])
})

test('H8: what a person sends now isn’t held back by a Retry-After', async () => {
  const { receiver, id } = await onlyEndpoint()
  const pauseAndSend = async (send: () => Promise<unknown>) => {
    receiver.answer(503, { 'retry-after': '3600' })
    await world.append(authorizationEvent(newId()))
    await sender.deliverDue()
    expect((await readEndpoint(admin, id)).pausedUntil).not.toBeNull()
    receiver.answer(200)
    await send()
    expect(await sender.deliverDue()).toBeGreaterThan(0)
  }
  const lastDelivery = async () => (await world.deliveries(id)).at(-1)?.id ?? ''
  await pauseAndSend(() => sendTest(admin, id))
  await pauseAndSend(async () => replayDelivery(admin, id, await lastDelivery()))
  await pauseAndSend(async () => {
    await database.db.execute(sql`update webhook_delivery
      set status = 'failed', failed_at = last_attempt_at, next_attempt_at = null
      where id = ${await lastDelivery()}`)
    await replayFailed(admin, id, new Date(admin.now().getTime() - hourMs))
  })
})

test('a test event goes to one endpoint, whatever its filters', async () => {
  const { receiver, id, secret } = await onlyEndpoint({ eventTypes: ['incident.opened'] })
  const other = await startReceiver()
  await world.addEndpoint(other.url)
  const eventId = await sendTest(admin, id)
  await sender.deliverDue()
  expect(receiver.received).toMatchObject([{ id: eventId, payload: { type: 'webhook.test' } }])
  expect(other.received).toEqual([])
  if (receiver.received[0]) world.verify(secret, receiver.received[0])
  await disable(admin, id)
  await expect(sendTest(admin, id)).rejects.toThrow(refusal('webhook_disabled'))
  expect(await world.trace(id)).toEqual(['webhook.disabled', 'webhook.tested', 'webhook.created'])
})

test('while an endpoint is disabled its events wait, and are sent in order when it is enabled', async () => {
  const { receiver, id } = await onlyEndpoint()
  await disable(admin, id)
  await disable(admin, id)
  const one = newId()
  await world.append(authorizationEvent(one), authorizationEvent(one))
  expect(await sender.deliverDue()).toBe(0)
  await enable(admin, id)
  await enable(admin, id)
  await sender.deliverDue()
  expect(receiver.received.map(({ payload }) => payload.data.sequence)).toEqual([1, 2])
  expect(await world.trace(id)).toEqual(['webhook.enabled', 'webhook.disabled', 'webhook.created'])
})

test.each([
  ['ftp://example.com/', 'webhook_url_invalid'],
  ['https://user:secret@example.com/', 'webhook_url_invalid'],
  ['nonsense', 'webhook_url_invalid'],
  ['http://8.8.8.8/', 'webhook_http_refused'],
  ['https://10.0.0.1/', 'webhook_address_refused'],
  ['https://[::ffff:169.254.169.254]/', 'webhook_address_refused'],
] as const)('no endpoint is added for %s', async (url, code) => {
  await expect(world.addEndpoint(url)).rejects.toThrow(refusal(code))
})

test.each([
  [{ eventTypes: [] }, 'webhook_types_missing'],
  [{ eventTypes: ['authorization.changed'] }, 'webhook_type_unknown'],
  [{ eventTypes: ['toString'] }, 'webhook_type_unknown'],
  [{ tags: { 'a key': 'x' } }, 'tags_invalid'],
  [{ applicationId: newId() }, 'webhook_application_unknown'],
  [{ name: ' ' }, 'name_invalid'],
] as const)('an endpoint with %j is refused', async (settings, code) => {
  await expect(world.addEndpoint('https://hooks.example.com/', settings)).rejects.toThrow(refusal(code))
})

test('a form that is sent twice adds one endpoint', async () => {
  await onlyEndpoint()
  const request = { id: newId(), name: 'Twice', url: 'https://hooks.example.com/', eventTypes: null }
  const settings = { ...request, applicationId: null, tags: {} }
  const results = await Promise.allSettled([createEndpoint(admin, settings), createEndpoint(admin, settings)])
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  await expect(createEndpoint(admin, settings)).rejects.toThrow(refusal('form_repeated'))
})

test('only administrators can manage endpoints, every operator can see them', async () => {
  const { id } = await onlyEndpoint()
  for (const role of ['viewer', 'operator'] as const) {
    const ctx = world.operator(role)
    expect((await listEndpoints(ctx)).map((endpoint) => endpoint.id)).toEqual([id])
    expect((await listDeliveries(ctx, id)).rows).toEqual([])
    for (const work of [
      () => changeEndpoint(ctx, id, { name: 'Other' }),
      () => rotateSecret(ctx, id),
      () => disable(ctx, id),
      () => enable(ctx, id),
      () => deleteEndpoint(ctx, id),
      () => sendTest(ctx, id),
      () => replayDelivery(ctx, id, newId()),
      () => replayFailed(ctx, id, world.services.realNow()),
    ]) {
      await expect(work()).rejects.toThrow(refusal('not_allowed'))
    }
  }
  const visitor = world.as({ kind: 'visitor' })
  await expect(listEndpoints(visitor)).rejects.toThrow(refusal('sign_in_required'))
})

test('a second rotation doesn’t end the secret that programs still use, unless that is wanted', async () => {
  const { receiver, id } = await onlyEndpoint()
  const { secret } = await rotateSecret(admin, id)
  await expect(rotateSecret(admin, id)).rejects.toThrow(refusal('webhook_secret_overlaps'))
  await sendTest(admin, id)
  await sender.deliverDue()
  const signatures = (request: number) =>
    `${receiver.received[request]?.headers['webhook-signature']}`.split(' ')
  expect(signatures(0)).toHaveLength(2)
  const next = await rotateSecret(admin, id, { endsPrevious: true })
  expect(next.secret.expose()).not.toBe(secret.expose())
})

test('a secret that cannot be opened fails the attempt, which is repeated', async () => {
  const { receiver, id } = await onlyEndpoint()
  await database.db.execute("update webhook_endpoint set secret_sealed = 'v1.k1.AAAA.AAAA.AAAA'")
  await world.append(authorizationEvent(newId()))
  await sender.deliverDue()
  expect(receiver.received).toEqual([])
  const [delivery] = await world.deliveries(id)
  expect(delivery).toMatchObject({ status: 'waiting', attempts: 1, lastError: 'secret_unreadable' })
})

test('H7: neither the page nor the database shows a secret', async () => {
  const { id, secret } = await onlyEndpoint()
  const rows = await database.db.execute(`select row_to_json(e)::text as row from webhook_endpoint e`)
  expect(JSON.stringify([rows, await readEndpoint(admin, id)])).not.toContain(secret.slice(6))
})

test('a settings page that was loaded before another change is refused, and that change stays', async () => {
  const { id } = await onlyEndpoint()
  const { seenAt, name, url, eventTypes, applicationId, tags } = await readEndpoint(admin, id)
  const shown = { name, url, eventTypes, applicationId, tags }
  const moved = 'http://127.0.0.1:9/moved'
  // As a program changes one field.
  await changeEndpoint(admin, id, { url: moved })
  await expect(changeEndpoint(admin, id, { ...shown, name: 'Renamed' }, seenAt)).rejects.toThrow(
    refusal('settings_changed'),
  )
  expect(await readEndpoint(admin, id)).toMatchObject({ url: moved, name })
  const { seenAt: seenNow } = await readEndpoint(admin, id)
  await changeEndpoint(admin, id, { ...shown, name: 'Renamed' }, seenNow)
  expect(await readEndpoint(admin, id)).toMatchObject({ url, name: 'Renamed' })
})

test('what happens to an endpoint doesn’t outdate its settings page', async () => {
  const { id } = await onlyEndpoint()
  const { seenAt } = await readEndpoint(admin, id)
  await rotateSecret(admin, id)
  await disable(admin, id)
  await enable(admin, id)
  expect((await readEndpoint(admin, id)).seenAt).toBe(seenAt)
})

test('two changes of an endpoint at the same time both count', async () => {
  const { id } = await onlyEndpoint()
  const url = 'http://127.0.0.1:9/moved'
  let changing: Promise<unknown> = Promise.resolve()
  await database.db.transaction(async (tx) => {
    await tx.execute(sql`update webhook_endpoint set url = ${url} where id = ${id}`)
    changing = changeEndpoint(admin, id, { tags: { plan: 'pro' } })
    changing.catch(() => {})
    await untilBlocked(database.db, tx)
  })
  await changing
  expect(await readEndpoint(admin, id)).toMatchObject({ url, tags: { plan: 'pro' } })
})
