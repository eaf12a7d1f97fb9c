import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { type Context, inTransaction } from '#lib/context.ts'
import { appendEvents } from '#lib/events/append.ts'
import { parseNetworks } from '#lib/outbound/address.ts'
import { newId } from '#lib/vault/random.ts'
import { createEndpoint } from '#lib/webhooks/manage.ts'
import { addAdmin } from '../api/programs.ts'
import { createInstallation } from './own-installation.ts'
import { authorizationEvent, startReceiver } from './webhooks-world.ts'

const own = await createInstallation()
const { system } = own
const networks = '127.0.0.0/8'
const outboundAllowedNetworks = parseNetworks(networks)
if (typeof outboundAllowedNetworks === 'string') throw new Error(outboundAllowedNetworks)
const settings = { ...system.settings, outboundAllowedNetworks }
const admin = await addAdmin(own.services, (actor): Context => ({ ...system, settings, actor }))
const receiver = await startReceiver()
await createEndpoint(admin, {
  id: newId(),
  name: 'Back end',
  url: receiver.url,
  eventTypes: ['authorization.recovered'],
  applicationId: null,
  tags: {},
})

const startWorker = () => own.startApi([], { WORKER: 'on', OUTBOUND_ALLOWED_NETWORKS: networks })
const append = (...ids: readonly string[]) =>
  inTransaction(system, (tx) =>
    appendEvents(
      tx,
      ids.map((id) => authorizationEvent(id)),
    ),
  )
const delivered = async () => {
  const [row] = await own.services.db.execute<{ total: number }>(
    sql`select count(*)::int as total from webhook_delivery where status = 'delivered'`,
  )
  return row?.total
}

test('H5: a worker killed between its request and the response leaves the event to the next one', async () => {
  const worker = await startWorker()
  receiver.behave(() => {})
  const [id] = await append(newId())
  await expect.poll(() => receiver.received.length).toBe(1)
  await worker.end('SIGKILL')
  receiver.behave((response) => response.end())
  // Its claim would end a minute later.
  await own.services.db.execute(sql`update webhook_delivery set claimed_until = clock_timestamp()`)
  const next = await startWorker()
  await expect.poll(delivered).toBe(1)
  expect(receiver.received.map((request) => request.id)).toEqual([id, id])
  expect(await next.end('SIGTERM')).toBe(0)
})

test('H5: events that were committed while no worker ran are delivered after the start', async () => {
  receiver.received.splice(0)
  const ids = await append(...Array.from({ length: 20 }, newId))
  const worker = await startWorker()
  await expect.poll(delivered).toBe(21)
  expect(receiver.received.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
  expect(await worker.end('SIGTERM')).toBe(0)
})

test('a worker that receives SIGTERM waits for the response', async () => {
  receiver.received.splice(0)
  const worker = await startWorker()
  const held = Promise.withResolvers<() => void>()
  receiver.behave((response) => held.resolve(() => response.end()))
  await append(newId())
  const release = await held.promise
  const ending = worker.end('SIGTERM')
  release()
  expect(await ending).toBe(0)
  expect(await delivered()).toBe(22)
})

test('two workers share the events, and each is sent once', async () => {
  receiver.received.splice(0)
  receiver.behave((response) => response.end())
  const workers = await Promise.all([startWorker(), startWorker()])
  const ids = Array.from({ length: 200 }, newId)
  await append(...ids)
  await append(...ids)
  await expect.poll(delivered).toBe(422)
  expect(receiver.received).toHaveLength(400)
  for (const id of ids) {
    const sequences = receiver.received
      .filter(({ payload }) => payload.data.authorization_id === id)
      .map(({ payload }) => payload.data.sequence)
    expect(sequences).toEqual([1, 2])
  }
  expect(await Promise.all(workers.map(({ end }) => end('SIGTERM')))).toEqual([0, 0])
})
