import { expect, test } from 'vitest'
import { createPostOutbound } from '#lib/outbound/post.ts'
import { newId } from '#lib/vault/random.ts'
import { changeEndpoint, deleteEndpoint, enable, rotateSecret } from '#lib/webhooks/manage.ts'
import { listEndpoints, listProblems, readDelivery, readEndpoint } from '#lib/webhooks/read.ts'
import { useDatabase } from '../fixtures/database.ts'
import { authorizationEvent, createWebhookWorld, startReceiver } from './webhooks-world.ts'

const database = await useDatabase()
const world = await createWebhookWorld(database)
const { admin } = world
const sender = world.sender()
const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** An endpoint of this test alone: others are deleted first. */
async function onlyEndpoint(settings: Parameters<typeof world.addEndpoint>[1] = {}) {
  for (const { id } of await listEndpoints(admin)) await deleteEndpoint(admin, id)
  const receiver = await startReceiver()
  return { receiver, ...(await world.addEndpoint(receiver.url, settings)) }
}

test('H1: an event is sent once, signed as Standard Webhooks says', async () => {
  const { receiver, secret, id } = await onlyEndpoint()
  const authorizationId = newId()
  const [eventId] = await world.append(
    authorizationEvent(authorizationId, 'authorization.reauthorization_needed', {
      applicationId: world.applicationId,
      externalReference: 'customer-1',
      tags: { plan: 'pro' },
      data: { previous: { health: 'working' }, current: { health: 'reconnect' }, cause: 'invalid_grant' },
    }),
  )
  expect(await sender.deliverDue()).toBe(1)
  expect(receiver.received).toHaveLength(1)
  const [request] = receiver.received
  if (request === undefined) throw new Error('nothing was received')
  expect(world.verify(secret, request)).toEqual({
    type: 'authorization.reauthorization_needed',
    timestamp: '2026-11-22T12:00:00.000Z',
    data: {
      event_id: eventId,
      sequence: 1,
      subject: { kind: 'authorization', id: authorizationId },
      application_id: world.applicationId,
      account_id: null,
      authorization_id: authorizationId,
      external_reference: 'customer-1',
      tags: { plan: 'pro' },
      previous: { health: 'working' },
      current: { health: 'reconnect' },
      cause: 'invalid_grant',
      amazon_request_id: null,
      url: `https://gatehouse.example.com/ops/authorizations/${authorizationId}`,
    },
  })
  expect(request.headers).toMatchObject({ 'webhook-id': eventId, 'content-type': 'application/json' })
  expect(() => world.verify(`whsec_${Buffer.alloc(32).toString('base64')}`, request)).toThrow()
  expect(await sender.deliverDue()).toBe(0)
  expect(await world.deliveries(id)).toMatchObject([{ status: 'delivered', attempts: 1, lastStatus: 200 }])
})

test('H2: a retry has the same id and body, and a new time and signature', async () => {
  const { receiver, secret } = await onlyEndpoint()
  receiver.behave((response, _request, count) => response.writeHead(count === 1 ? 500 : 200).end())
  await world.append(authorizationEvent(newId()))
  await sender.deliverDue()
  const [first] = receiver.received
  if (first !== undefined) world.verify(secret, first)
  world.passMs(10_000)
  await sender.deliverDue()
  const [, second] = receiver.received
  if (first === undefined || second === undefined) throw new Error('a request is missing')
  expect([second.id, second.body]).toEqual([first.id, first.body])
  expect(Number(second.headers['webhook-timestamp'])).toBe(Number(first.headers['webhook-timestamp']) + 10)
  expect(second.headers['webhook-signature']).not.toBe(first.headers['webhook-signature'])
  world.verify(secret, second)
})

test('H3: after a rotation, both secrets sign for a day, then only the new one', async () => {
  const { receiver, secret, id } = await onlyEndpoint()
  const rotated = await rotateSecret(admin, id)
  const next = rotated.secret.expose()
  expect(next).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  expect(rotated.previousUntil.getTime() - world.services.realNow().getTime()).toBe(24 * hourMs)
  const send = async () => {
    await world.append(authorizationEvent(newId()))
    await sender.deliverDue()
    const last = receiver.received.at(-1)
    if (last === undefined) throw new Error('nothing was received')
    return last
  }
  const during = await send()
  for (const one of [secret, next])
    expect(world.verify(one, during)).toMatchObject({ type: expect.any(String) })
  expect(String(during.headers['webhook-signature']).split(' ')).toHaveLength(2)
  world.passMs(24 * hourMs)
  const afterwards = await send()
  expect(world.verify(next, afterwards)).toMatchObject({ type: expect.any(String) })
  expect(() => world.verify(secret, afterwards)).toThrow()
  expect(await world.trace(id)).toEqual(['webhook.secret-rotated', 'webhook.created'])
})

test('H4: ten attempts follow the schedule of the specification, then the delivery has failed', async () => {
  const { receiver, id } = await onlyEndpoint()
  receiver.answer(500)
  await world.append(authorizationEvent(newId()))
  const minutes: number[] = []
  for (;;) {
    await sender.deliverDue()
    const [delivery] = await world.deliveries(id)
    const next = delivery?.nextAttemptAt
    if (next === null || next === undefined) break
    const waitMs = next.getTime() - world.services.realNow().getTime()
    minutes.push(waitMs / minuteMs)
    if (minutes.length === 6) expect(await listProblems(admin)).toMatchObject([{ id, waiting: 1 }])
    world.passMs(waitMs - 1)
    expect(await sender.deliverDue()).toBe(0)
    world.passMs(1)
  }
  const schedule = [5 / 60, 5, 30, 120, 300, 600, 840, 1_200, 1_440]
  expect(minutes).toHaveLength(schedule.length)
  for (const [index, wait] of minutes.entries()) {
    expect(Math.abs(wait / (schedule[index] ?? 0) - 1)).toBeLessThanOrEqual(0.1001)
  }
  expect(receiver.received).toHaveLength(10)
  const [delivery] = await world.deliveries(id)
  expect(delivery).toMatchObject({ status: 'failed', attempts: 10, lastStatus: 500 })
  expect(await listProblems(admin)).toMatchObject([{ id, disabledAt: null, waiting: 0 }])
})

test('H4: Retry-After is honored, for at most a day', async () => {
  const { receiver, id } = await onlyEndpoint()
  receiver.answer(503, { 'retry-after': '120' })
  await world.append(authorizationEvent(newId()))
  await sender.deliverDue()
  const waitMs = async () => {
    const [delivery] = await world.deliveries(id)
    return (delivery?.nextAttemptAt?.getTime() ?? 0) - world.services.realNow().getTime()
  }
  expect(await waitMs()).toBe(120_000)
  // The endpoint asked for it, so nothing else is sent either.
  await world.append(authorizationEvent(newId()))
  expect(await sender.deliverDue()).toBe(0)
  receiver.answer(429, { 'retry-after': '9999999' })
  world.passMs(120_000)
  await sender.deliverDue()
  expect(await waitMs()).toBe(24 * hourMs)
  expect((await readEndpoint(admin, id)).pausedUntil?.getTime()).toBe(
    world.services.realNow().getTime() + hourMs,
  )
})

test('H4: a 410 disables the endpoint, keeps its events, and is reported to the others', async () => {
  const { receiver, id } = await onlyEndpoint()
  const other = await startReceiver()
  await world.addEndpoint(other.url, { eventTypes: ['webhook.disabled'] })
  receiver.answer(410)
  await world.append(authorizationEvent(newId()))
  await sender.deliverDue()
  expect(await readEndpoint(admin, id)).toMatchObject({ state: 'disabled', disabledReason: 'gone' })
  expect((await listProblems(world.operator('viewer'))).map((problem) => problem.id)).toEqual([id])
  expect((await world.trace(id))[0]).toBe('webhook.disabled')
  await world.append(authorizationEvent(newId()))
  world.passMs(hourMs)
  await sender.deliverDue()
  expect(receiver.received).toHaveLength(1)
  expect(other.received.map(({ payload }) => [payload.type, payload.data.reason])).toEqual([
    ['webhook.disabled', 'gone'],
  ])
  receiver.answer(200)
  await enable(admin, id)
  await sender.deliverDue()
  expect((await world.deliveries(id)).map(({ status }) => status)).toEqual(['delivered', 'delivered'])
  expect(await listProblems(admin)).toEqual([])
})

test('H4: five days of failure disable the endpoint, and a success in between restarts the count', async () => {
  const { receiver, id } = await onlyEndpoint()
  const fail = async (hours: number) => {
    world.passMs(hours * hourMs)
    await world.append(authorizationEvent(newId()))
    await sender.deliverDue()
    return (await readEndpoint(admin, id)).state
  }
  receiver.answer(500)
  for (let day = 0; day < 4; day += 1) expect(await fail(24)).toBe('failing')
  receiver.answer(200)
  expect(await fail(23)).toBe('active')
  receiver.answer(500)
  for (let day = 0; day < 5; day += 1) expect(await fail(24)).toBe('failing')
  expect(await fail(24)).toBe('disabled')
  expect(await readEndpoint(admin, id)).toMatchObject({ disabledReason: 'failing' })
})

test('H4: a late answer from the previous URL neither disables nor pauses an endpoint that was moved', async () => {
  const late = (status: number, headers: Record<string, string> = {}) => {
    let finish = () => {}
    const sender = world.sender({
      postOutbound: async () => {
        await new Promise<void>((resolve) => {
          finish = resolve
        })
        return { status, headers: new Headers(headers), body: 'late', durationMs: 1 }
      },
    })
    return { sender, finish: () => finish() }
  }
  for (const { sender: slow, finish } of [late(410), late(503, { 'retry-after': '3600' }), late(200)]) {
    const { receiver, id } = await onlyEndpoint()
    await world.append(authorizationEvent(newId()))
    const work = slow.deliverDue()
    await expect.poll(async () => (await world.deliveries(id))[0]?.isBeingSent).toBe(true)
    await changeEndpoint(admin, id, { url: `${receiver.url}/moved` })
    receiver.answer(500)
    await world.append(authorizationEvent(newId()))
    await sender.deliverDue()
    const { failingSince } = await readEndpoint(admin, id)
    finish()
    await work
    expect(await readEndpoint(admin, id)).toMatchObject({ state: 'failing', failingSince, pausedUntil: null })
  }
})

test('H5: deliveries that a worker had claimed when it died are sent again, and its late answer changes nothing', async () => {
  const { receiver, id } = await onlyEndpoint()
  let finish = () => {}
  const frozen = world.sender({
    postOutbound: async () => {
      await new Promise<void>((resolve) => {
        finish = resolve
      })
      return { status: 200, headers: new Headers(), body: 'late', durationMs: 1 }
    },
  })
  await world.append(authorizationEvent(newId()))
  const work = frozen.deliverDue()
  await expect.poll(async () => (await world.deliveries(id))[0]?.isBeingSent).toBe(true)
  expect(await sender.deliverDue()).toBe(0)
  receiver.answer(500)
  world.passMs(61_000)
  expect(await sender.deliverDue()).toBe(1)
  finish()
  await work
  const [delivery] = await world.deliveries(id)
  expect(delivery).toMatchObject({ status: 'waiting', attempts: 1, lastStatus: 500 })
})

test('H5: an event and its delivery are committed together, or neither', async () => {
  const { receiver } = await onlyEndpoint()
  const failing = world.sender()
  await database.db.execute('alter table webhook_delivery add constraint no_more check (false) not valid')
  await world.append(authorizationEvent(newId()))
  await expect(failing.deliverDue()).rejects.toThrow()
  await database.db.execute('alter table webhook_delivery drop constraint no_more')
  await sender.deliverDue()
  expect(receiver.received).toHaveLength(1)
})

test('an event waits while an earlier one of the same authorization is undelivered there', async () => {
  const { receiver, id } = await onlyEndpoint()
  const [one, other] = [newId(), newId()]
  receiver.behave((response, { payload: { data } }) =>
    response.writeHead(data.authorization_id === one && data.sequence === 1 ? 500 : 200).end(),
  )
  await world.append(authorizationEvent(one), authorizationEvent(one), authorizationEvent(other))
  const sent = () =>
    receiver.received.map(
      ({ payload: { data } }) => `${data.authorization_id === one ? 'one' : 'other'} ${data.sequence}`,
    )
  await sender.deliverDue()
  expect(sent().toSorted()).toEqual(['one 1', 'other 1'])
  // After the last attempt of the first one, the next goes out.
  for (let hours = 0; hours < 100; hours += 1) {
    world.passMs(hourMs)
    await sender.deliverDue()
  }
  const statuses = (await world.deliveries(id)).map(({ subjectId, sequence, status }) => [
    `${subjectId === one ? 'one' : 'other'} ${sequence}`,
    status,
  ])
  expect(Object.fromEntries(statuses)).toEqual({
    'one 1': 'failed',
    'one 2': 'delivered',
    'other 1': 'delivered',
  })
  expect(sent().filter((name) => name === 'one 1')).toHaveLength(10)
  expect(sent().at(-1)).toBe('one 2')
})

test('H9: an endpoint that hangs does not delay the others', async () => {
  const { receiver: slow } = await onlyEndpoint()
  const quick = await startReceiver()
  await world.addEndpoint(quick.url)
  const held: (() => void)[] = []
  slow.behave((response) => held.push(() => response.end()))
  const authorizations = Array.from({ length: 30 }, newId)
  await world.append(...authorizations.map((one) => authorizationEvent(one)))
  const work = sender.deliverDue()
  await expect.poll(() => quick.received.length).toBe(30)
  // The slow one has no more open requests than its limit.
  expect(held.length).toBe(10)
  slow.behave((response) => response.end())
  for (const release of held) release()
  await work
  expect(slow.received).toHaveLength(30)
})

test('an endpoint killed and restarted under 1,000 events gets each at least once, in order per authorization', async () => {
  const { receiver, id } = await onlyEndpoint()
  const authorizations = Array.from({ length: 50 }, newId)
  for (let round = 0; round < 20; round += 1) {
    await world.append(...authorizations.map((one) => authorizationEvent(one)))
  }
  let count = 0
  receiver.behave((response) => {
    count += 1
    // It handles the event, and dies before it answers.
    if (count % 97 === 0) response.destroy()
    else response.end()
    if (count === 400) void receiver.stop()
  })
  await sender.deliverDue()
  await receiver.start()
  for (let retry = 0; retry < 60; retry += 1) {
    world.passMs(30 * minuteMs)
    await sender.deliverDue()
  }
  expect(
    (
      await database.db.execute<{ total: number }>(`select count(*)::int as total from webhook_delivery
    where endpoint_id = '${id}' and status = 'delivered'`)
    )[0]?.total,
  ).toBe(1_000)
  expect(new Set(receiver.received.map((one) => one.id)).size).toBe(1_000)
  for (const one of authorizations) {
    const sequences = receiver.received
      .filter(({ payload }) => payload.data.authorization_id === one)
      .map(({ payload }) => Number(payload.data.sequence))
    expect(sequences).toEqual(sequences.toSorted((a, b) => a - b))
  }
})

test.each([
  ['redirects', (response) => response.writeHead(307, { location: 'http://127.0.0.1:1/' }).end(), 307, null],
  ['closes the connection', (response) => response.destroy(), null, 'interrupted'],
] as const satisfies readonly (readonly [
  string,
  Parameters<Awaited<ReturnType<typeof startReceiver>>['behave']>[0],
  number | null,
  string | null,
])[])('an endpoint that %s gets the event again', async (_name, behavior, status, error) => {
  const { receiver, id } = await onlyEndpoint()
  receiver.behave(behavior)
  await world.append(authorizationEvent(newId()))
  await sender.deliverDue()
  const [delivery] = await world.deliveries(id)
  expect(delivery).toMatchObject({ status: 'waiting', attempts: 1, lastStatus: status, lastError: error })
})

test('keeps the first kilobyte of a response of 10 MB, without secrets', async () => {
  const { receiver, id } = await onlyEndpoint()
  receiver.behave((response) => response.end(`Atzr|${'s'.repeat(30)}\0${'x'.repeat(10_000_000)}`))
  await world.append(authorizationEvent(newId()))
  await sender.deliverDue()
  const [delivery] = await world.deliveries(id)
  const { log } = await readDelivery(admin, id, delivery?.id ?? '')
  expect(log).toMatchObject([{ number: 1, status: 200, error: null }])
  expect(log[0]?.response).toMatch(/^\[secret\]\uFFFDx+$/)
  expect(log[0]?.response?.length).toBeLessThanOrEqual(1_024)
})

test('F2: a host that resolves to a metadata address the second time is refused', async () => {
  const { receiver, id } = await onlyEndpoint()
  const answers = ['127.0.0.1', '169.254.169.254']
  const rebinding = world.sender({
    postOutbound: createPostOutbound(world.services.settings.outboundAllowedNetworks, async () => [
      { address: answers.shift() ?? '', family: 4 },
    ]),
  })
  await changeEndpoint(admin, id, { url: receiver.url.replace('127.0.0.1', 'hooks.localhost') })
  receiver.answer(500)
  await world.append(authorizationEvent(newId()))
  await rebinding.deliverDue()
  world.passMs(10_000)
  await rebinding.deliverDue()
  expect(receiver.received).toHaveLength(1)
  const [delivery] = await world.deliveries(id)
  expect(delivery).toMatchObject({ attempts: 2, lastStatus: null, lastError: 'address_metadata' })
})
