import { once } from 'node:events'
import { request } from 'node:http'
import { afterAll, expect, test } from 'vitest'
import { freePort } from '#bench/free-port.ts'
import { listenForMetrics } from '#lib/metrics/serve.ts'
import { Secret } from '#lib/secret.ts'
import { newId } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, marketplaceIds, websiteStart } from '../flows/amazon-world.ts'
import { addAdmin, makeKey, serveApi } from './programs.ts'

const token = 'a-metrics-token-of-the-tests'
const database = await useDatabase()
const world = await createAmazonWorld(database)
const api = await serveApi(world.services, { metricsToken: new Secret(token) })
const admin = await addAdmin(world.services, world.as)
const kettle = await world.addAccount('Blue Kettle')
const seller = 'A3EULINDENHOF'
const { outcome } = await world.authorize(kettle, websiteStart(marketplaceIds.de), seller)
if (outcome.kind !== 'completed') throw new Error(outcome.kind)
const id = outcome.authorizationId
const { id: keyId, key } = await makeKey(admin, {
  scopes: ['tokens:vend', 'tokens:grantless', 'tokens:restricted', 'authorizations:read'],
})

const ask = (origin: string, init: RequestInit = {}, path = '/metrics') => fetch(origin + path, init)
const bearer = (text: string) => ({ headers: { authorization: `Bearer ${text}` } })
const readMetrics = async (): Promise<string> => (await ask(api.origin, bearer(token))).text()

/** The value of a series, 0 while there isn't one. */
function readValue(text: string, series: string): number {
  const line = text.split('\n').find((one) => one.startsWith(`${series} `))
  return Number(line?.slice(series.length + 1) ?? 0)
}

test('G8: metrics need their token', async () => {
  const answer = await ask(api.origin, bearer(token))
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect((await ask(api.origin, { ...bearer(token), method: 'HEAD' })).status).toBe(200)
  for (const headers of [{}, bearer('').headers, bearer(`${token}x`).headers, bearer(key).headers]) {
    const refused = await ask(api.origin, { headers })
    expect(refused.status).toBe(401)
    expect(refused.headers.get('www-authenticate')).toBe('Bearer')
    expect(await refused.text()).not.toContain('gatehouse_')
  }
  const basic = Buffer.from(`x:${token}`).toString('base64')
  expect((await ask(api.origin, { headers: { authorization: `Basic ${basic}` } })).status).toBe(401)
  expect((await ask(`${api.origin}/metrics?token=${token}`, {}, '')).status).toBe(401)
})

test('G8: without METRICS_TOKEN, the api has no metrics', async () => {
  const closed = await serveApi(world.services)
  for (const init of [{}, bearer(token), bearer('null'), bearer('')]) {
    const answer = await ask(closed.origin, init)
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ code: 'not_found' })
  }
})

async function listen(secret: Secret | null): Promise<string> {
  const port = await freePort()
  const { close } = listenForMetrics({ port, host: '127.0.0.1', token: secret }, world.services.log)
  afterAll(close)
  const origin = `http://127.0.0.1:${port}`
  await expect
    .poll(() =>
      fetch(origin).then(
        ({ status }) => status,
        () => null,
      ),
    )
    .toBe(404)
  return origin
}

test('G8: a separate port serves /metrics and nothing else', async () => {
  const origin = await listen(null)
  const answer = await ask(origin)
  expect(answer.status).toBe(200)
  expect(await answer.text()).toContain('# TYPE gatehouse_vends_total counter')
  for (const path of ['/', '/metrics/', '/metricsx', '/api/v1/openapi.json', '/healthz', '/%6detrics']) {
    expect((await ask(origin, {}, path)).status).toBe(404)
  }
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
    expect((await ask(origin, { method })).status).toBe(404)
  }
  // The request form for proxies, which names the whole address.
  const raw = request(`${origin}/metrics`, { path: 'http://example.com/metrics' }).end()
  const [response] = await once(raw, 'response')
  expect(response.statusCode).toBe(404)
  response.resume()
})

test('G8: a separate port requires the token, too, if there is one', async () => {
  const origin = await listen(new Secret(token))
  expect((await ask(origin)).status).toBe(401)
  expect((await ask(origin, bearer(token))).status).toBe(200)
})

test('vends are counted by their outcome and source, and refusals by their code', async () => {
  const stored = 'gatehouse_vends_total{token="access",outcome="issued",source="stored"}'
  const waited = 'gatehouse_vends_total{token="access",outcome="issued",source="amazon"}'
  const refused = 'gatehouse_vends_total{token="access",outcome="refused",source="none"}'
  const failed = 'gatehouse_vends_total{token="access",outcome="failed",source="none"}'
  const refreshed = 'gatehouse_lwa_refreshes_total{token="access",cause="none"}'
  const unavailable = 'gatehouse_lwa_refreshes_total{token="access",cause="amazon_unavailable"}'
  const answered = 'gatehouse_lwa_request_duration_seconds_count{grant_type="refresh_token",status="2xx"}'
  const notFound = 'gatehouse_vend_errors_total{token="access",code="authorization_not_found"}'
  const before = await readMetrics()
  const grown = (text: string, series: string) => readValue(text, series) - readValue(before, series)

  for (let vend = 0; vend < 3; vend += 1) expect((await api.vend(id, key)).status).toBe(200)
  expect((await api.vend(newId(), key)).status).toBe(404)
  world.passMs(3_500_000)
  expect((await api.vend(id, key)).status).toBe(200)
  const after = await readMetrics()
  expect([stored, waited, refused, notFound, refreshed, answered].map((one) => grown(after, one))).toEqual([
    3, 1, 1, 1, 1, 1,
  ])

  world.passMs(3_600_000)
  world.simulator.addFault({ kind: 'status', status: 503, at: 'token', times: 1 })
  expect((await api.vend(id, key)).status).toBe(503)
  const last = await readMetrics()
  expect([failed, unavailable].map((one) => grown(last, one))).toEqual([1, 1])
  expect(
    grown(last, 'gatehouse_lwa_request_duration_seconds_count{grant_type="refresh_token",status="5xx"}'),
  ).toBe(1)
})

test('G1, G8: metrics contain no token, no key, and no person’s name or id', async () => {
  const vend = await api.vend(id, key)
  await api.restrict(id, key, { restrictedResources: [{ method: 'GET', path: '/orders/v0/orders/902-1' }] })
  const text = await readMetrics()
  const { accountId = '' } = kettle.actor as { accountId?: string }
  const secrets = [String(vend.body.access_token), key, key.slice(-43), token]
  for (const secret of [...secrets, id, keyId, accountId, seller, 'Blue Kettle', 'orders/v0', '902-1']) {
    expect(text).not.toContain(secret)
  }
  expect(text).not.toMatch(/Atz[ar]\||amzn1\.|ghk_|[0-9a-f]{8}-[0-9a-f]{4}-/)
})
