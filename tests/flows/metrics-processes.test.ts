import { sql } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import { freePort } from '#bench/free-port.ts'
import { addGrant } from '#bench/grant.ts'
import { addAdmin, makeKey } from '../api/programs.ts'
import { startTraceReceiver } from '../fixtures/trace-receiver.ts'
import { createInstallation } from './own-installation.ts'

const own = await createInstallation()
const { services, simulator, system } = own
const receiver = await startTraceReceiver()
afterAll(receiver.close)
const admin = await addAdmin(services, (actor) => ({ ...system, actor }))
const { key } = await makeKey(admin)
const token = 'a-metrics-token-of-the-tests'
const bearer = { headers: { authorization: `Bearer ${token}` } }

/** Like Prometheus reading a process; empty while it doesn't answer. */
const scrape = (origin: string): Promise<string> =>
  fetch(`${origin}/metrics`, bearer).then(
    (answer) => (answer.ok ? answer.text() : ''),
    () => '',
  )
const reportsStored = (text: string): boolean => text.includes('\ngatehouse_workers ')

test('each process serves its metrics on its own port, and one worker reports those of the database', async () => {
  // Each process would get a machine of its own: here, each gets its own ports.
  const ports = [await freePort(), await freePort()]
  const workers = await Promise.all(
    ports.map((port) => own.startApi([], { WORKER: 'on', METRICS_PORT: String(port), METRICS_TOKEN: token })),
  )
  const origins = ports.map((port) => `http://127.0.0.1:${port}`)
  const electedNow = async () => (await Promise.all(origins.map(scrape))).filter(reportsStored).length
  await expect.poll(electedNow).toBe(1)
  for (const { origin } of workers) expect((await fetch(`${origin}/metrics`, bearer)).status).toBe(404)
  for (const origin of origins) expect((await fetch(`${origin}/metrics`)).status).toBe(401)

  const texts = await Promise.all(origins.map(scrape))
  const elected = texts.findIndex(reportsStored)
  const [dying, other] = elected === 0 ? workers : workers.toReversed()
  await dying?.end('SIGKILL')
  // Its lease lasts for most of a minute, which has passed by now.
  await services.db.execute(sql`update process_lease set held_until = now() - interval '1 second'`)
  await expect.poll(() => scrape(origins[1 - elected] ?? '').then(reportsStored)).toBe(true)
  expect(await other?.end('SIGTERM')).toBe(0)
  // It left the lease to others.
  expect(await services.db.execute(sql`select from process_lease`)).toHaveLength(0)
})

test('an api with METRICS_TOKEN alone serves its metrics beside the API', async () => {
  const api = await own.startApi([], { METRICS_TOKEN: token })
  const text = await scrape(api.origin)
  expect(text).toContain('# TYPE gatehouse_vends_total counter')
  expect(text).toContain('process_cpu_seconds_total')
  expect((await fetch(`${api.origin}/metrics`)).status).toBe(401)
  expect(await api.end('SIGTERM')).toBe(0)
})

test('an api sends its traces where OTEL_EXPORTER_OTLP_ENDPOINT says, also the last ones before it ends', async () => {
  const api = await own.startApi([], { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint })
  const id = await addGrant(system, simulator, 'A1USHARBORPINE')
  expect((await api.vend(id, key)).status).toBe(200)
  expect(await api.end('SIGTERM')).toBe(0)
  const spans = receiver.spans()
  expect(new Set(spans.map(({ service }) => service))).toEqual(new Set(['gatehouse-api']))
  expect(spans.map(({ name }) => name).toSorted()).toEqual(['LWA refresh_token', 'refresh token'])
  expect(receiver.bytes().toString('latin1')).not.toMatch(/Atz[ar]|oa2-cs|ghk_|A1USHARBORPINE/)
})
