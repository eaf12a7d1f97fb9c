import { eq } from 'drizzle-orm'
import { afterAll, afterEach, expect, test } from 'vitest'
import { accessToken, attempt, authorization } from '#drizzle/schema.ts'
import { completeAuthorization } from '#lib/attempts/complete.ts'
import { receiveRedirect } from '#lib/attempts/receive.ts'
import { seals } from '#lib/seals.ts'
import { Secret } from '#lib/secret.ts'
import { vendAccessToken } from '#lib/tokens/vend.ts'
import { startTracing } from '#lib/traces/start.ts'
import { inSpan, type SpanFacts } from '#lib/traces/trace.ts'
import { open } from '#lib/vault/seal.ts'
import { addAdmin, makeKey } from '../api/programs.ts'
import { useDatabase } from '../fixtures/database.ts'
import { startTraceReceiver } from '../fixtures/trace-receiver.ts'
import { createAmazonWorld, marketplaceIds, websiteStart } from './amazon-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const receiver = await startTraceReceiver()
afterAll(receiver.close)
const admin = await addAdmin(world.services, world.as)
const { key } = await makeKey(admin)
const kettle = await world.addAccount('Blue Kettle')

const reports: string[] = []
let stop = async () => {}
afterEach(() => stop())

/** From here on, this is another process. */
async function become(name: 'app' | 'api' | 'worker', share = 1): Promise<void> {
  await stop()
  stop = await startTracing(
    { endpoint: receiver.endpoint, headers: { 'api-key': new Secret('a-key-of-the-collector') }, share },
    { name, environment: 'test', report: (message) => reports.push(message) },
  )
}

const spansOf = (traceId: string) => receiver.spans().filter((span) => span.traceId === traceId)

async function authorize(sellingPartnerId: string) {
  await become('app')
  const { query, bindings } = await world.consent(kettle, websiteStart(marketplaceIds.de), sellingPartnerId)
  const attemptId = await receiveRedirect(kettle, query, bindings)
  await become('worker')
  const outcome = await completeAuthorization(world.system, attemptId)
  await stop()
  if (outcome.kind !== 'completed') throw new Error(outcome.kind)
  return { attemptId, query, bindings, authorizationId: outcome.authorizationId }
}

test('an attempt is one trace through all processes, from its start to the calls of SP-API', async () => {
  const { attemptId } = await authorize('A3EULINDENHOF')
  const traceId = attemptId.replaceAll('-', '')
  const spans = spansOf(traceId)
  const root = spans.find(({ name }) => name === 'attempt')
  const complete = spans.find(({ name }) => name === 'complete attempt')
  expect(root).toMatchObject({ service: 'gatehouse-app', parentId: '' })
  expect(spans.find(({ name }) => name === 'GET /sp-api/auth')).toMatchObject({
    service: 'gatehouse-app',
    parentId: root?.spanId,
    attributes: { 'http.route': '/sp-api/auth', 'gatehouse.attempt.id': attemptId },
  })
  expect(complete).toMatchObject({
    service: 'gatehouse-worker',
    parentId: root?.spanId,
    attributes: { 'gatehouse.attempt.outcome': 'completed' },
  })
  const [row] = await db.select().from(attempt).where(eq(attempt.id, attemptId))
  expect(row?.amazonRequestId).toMatch(/./)
  expect(spans.find(({ name }) => name === 'LWA authorization_code')).toMatchObject({
    parentId: complete?.spanId,
    attributes: {
      'aws.request_id': row?.amazonRequestId,
      'http.response.status_code': 200,
      'server.address': 'api.amazon.com',
    },
  })
  expect(spans.find(({ name }) => name === 'SP-API getMarketplaceParticipations')).toMatchObject({
    parentId: complete?.spanId,
    attributes: { 'aws.request_id': expect.stringMatching(/./), 'http.response.status_code': 200 },
  })
})

test('a refresh is a separate trace, and names its failure by a code', async () => {
  const { authorizationId } = await authorize('A3EULINDENHOF')
  world.passMs(3_600_000)
  world.simulator.addFault({ kind: 'status', status: 503, at: 'token', times: 1 })
  await become('api')
  const before = receiver.spans().length
  await expect(
    vendAccessToken(world.visitor, { key: new Secret(key), authorizationId }),
  ).rejects.toMatchObject({ code: 'refresh_unavailable' })
  await stop()
  const [refresh, ...others] = receiver
    .spans()
    .slice(before)
    .filter(({ parentId }) => parentId === '')
  expect(others).toEqual([])
  expect(refresh).toMatchObject({ name: 'refresh token', service: 'gatehouse-api' })
  expect(refresh?.attributes).toMatchObject({ 'gatehouse.cause': 'amazon_unavailable' })
  expect(spansOf(refresh?.traceId ?? '').find(({ name }) => name === 'LWA refresh_token')).toMatchObject({
    parentId: refresh?.spanId,
    isError: true,
    attributes: { 'http.response.status_code': 503, 'error.type': '503' },
  })
})

test('G1: nothing secret is exported', async () => {
  const { attemptId, query, bindings, authorizationId } = await authorize('A3EULINDENHOF')
  world.passMs(3_600_000)
  await become('api')
  const vend = await vendAccessToken(world.visitor, { key: new Secret(key), authorizationId })
  // A redirect that is refused, and errors that quote a secret.
  await receiveRedirect(world.visitor, query, new Map()).catch(() => {})
  const canary = 'Atzr|IwEBIcanaryCANARYcanary'
  const unlucky = { 'gatehouse.cause': `refused ${canary}`, 'server.address': 'x' } satisfies SpanFacts
  await inSpan('unlucky', { facts: unlucky }, async () => {
    throw Object.assign(new Error(`LWA refused ${canary}`), { code: canary })
  }).catch(() => {})
  await stop()

  const [row] = await db.select().from(authorization).where(eq(authorization.id, authorizationId))
  const [token] = await db.select().from(accessToken).where(eq(accessToken.authorizationId, authorizationId))
  const { keyRing } = world.services
  const refreshToken = open(
    keyRing,
    row?.refreshTokenSealed ?? '',
    seals.authorization.refreshTokenSealed({ id: authorizationId }),
  )
  const parameters = new URLSearchParams(query)
  const secrets = [
    refreshToken.expose(),
    vend.accessToken.expose(),
    parameters.get('spapi_oauth_code'),
    parameters.get('state'),
    bindings.get(attemptId),
    key,
    'a-key-of-the-collector',
    row?.refreshTokenSealed,
    token?.sealed,
    canary,
    'canary',
  ]
  const bytes = receiver.bytes()
  expect(bytes.length).toBeGreaterThan(1_000)
  expect(receiver.spans().map(({ name }) => name)).toContain('unlucky')
  for (const secret of secrets) {
    expect(secret, 'a secret that is looked for').toMatch(/.{6}/)
    expect(bytes.includes(secret ?? '')).toBe(false)
  }
  const text = bytes.toString('latin1')
  expect(text).not.toMatch(/Atz[ar]|Atc\||oa2-cs|ghk_|spapi_oauth_code|[?&]state=|Blue Kettle|A3EULINDENHOF/)
})

test('the collector gets the configured headers', () => {
  expect(receiver.headers().every((headers) => headers['api-key'] === 'a-key-of-the-collector')).toBe(true)
})

test('a share of 0 records no trace', async () => {
  await become('app', 0)
  const before = receiver.spans().length
  await inSpan('nothing', {}, async () => {})
  await stop()
  expect(receiver.spans()).toHaveLength(before)
})

test('a collector that refuses only causes a line in the log', async () => {
  receiver.answerWith(400)
  await become('app')
  expect(await inSpan('lost', {}, async () => 'done')).toBe('done')
  await stop()
  receiver.answerWith(200)
  expect(reports).toEqual(['traces cannot be sent'])
})

test('without a collector, work is done as usual', async () => {
  const before = receiver.spans().length
  expect(await inSpan('unrecorded', { attemptId: 'x' }, async (span) => span.add({}))).toBeUndefined()
  expect(receiver.spans()).toHaveLength(before)
})
