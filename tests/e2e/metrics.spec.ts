import { expect } from '@playwright/test'
import { freePort } from '#bench/free-port.ts'
import { startTraceReceiver } from '../fixtures/trace-receiver.ts'
import { test } from './fixtures.ts'
import { startSecondApp } from './second-app.ts'
import { consented, signInAt } from './seller.ts'

const token = 'a-metrics-token-of-the-tests'
const bearer = { headers: { authorization: `Bearer ${token}` } }

test('G8: the app has no metrics unless they are configured', async ({ demo }) => {
  for (const init of [{}, bearer]) {
    const answer = await fetch(`${demo.app}/metrics`, init)
    expect(answer.status).toBe(404)
    expect(await answer.text()).not.toContain('gatehouse_')
  }
})

test('G1, G8: with a token, the app serves metrics; its traces follow an attempt and contain no secret', async ({
  place,
  account,
  amazon,
  seller,
}) => {
  expect(seller).toBeDefined()
  const receiver = await startTraceReceiver()
  const app = await startSecondApp(place, {
    METRICS_TOKEN: token,
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint,
  })
  expect((await fetch(`${app.origin}/metrics`)).status).toBe(401)
  const client = await signInAt(app.origin, account)
  const { path, code, state } = await consented(client, amazon, await amazon.addPartner())
  expect((await client.ask(path)).status).toBe(303)

  const answer = await fetch(`${app.origin}/metrics`, bearer)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toContain('version=0.0.4')
  const text = await answer.text()
  expect(text).toContain('# TYPE gatehouse_attempts_ended_total counter')
  expect(text).toContain('process_cpu_seconds_total')

  const names = () => receiver.spans().map(({ name }) => name)
  await expect.poll(names).toContain('GET /sp-api/auth')
  // Next would record its own spans, with the whole address of the redirect.
  expect(names().filter((name) => !['attempt', 'GET /sp-api/auth'].includes(name))).toEqual([])
  const [root, redirect] = receiver.spans()
  expect(redirect).toMatchObject({ parentId: root?.spanId, traceId: root?.traceId })
  for (const secret of [code, state]) {
    expect(secret).toMatch(/.{10}/)
    expect(receiver.bytes().includes(secret)).toBe(false)
    expect(text).not.toContain(secret)
  }
  await app.end()
  await receiver.close()
})

test('G8: with METRICS_PORT, the app serves its metrics on the next port only', async ({ place }) => {
  const port = await freePort()
  const app = await startSecondApp(place, { METRICS_PORT: String(port - 1), METRICS_TOKEN: token })
  expect((await fetch(`${app.origin}/metrics`, bearer)).status).toBe(404)
  expect((await fetch(`http://127.0.0.1:${port}/metrics`, bearer)).status).toBe(200)
  expect((await fetch(`http://127.0.0.1:${port}/metrics`)).status).toBe(401)
  await app.end()
})
