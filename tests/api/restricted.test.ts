import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { addGrant } from '#bench/grant.ts'
import { authorization, incident, keyUse, vendCount } from '#drizzle/schema.ts'
import { createAmazon } from '#lib/amazon/client.ts'
import { maskExchange } from '#lib/amazon/mask-exchange.ts'
import { createOrigins } from '#lib/amazon/origins.ts'
import { revokeAuthorization } from '#lib/authorizations/disconnect.ts'
import { send } from '#lib/http.ts'
import { maskSecrets } from '#lib/secret.ts'
import { newId } from '#lib/vault/random.ts'
import type { FaultFacts } from '#simulator/world/faults.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld } from '../flows/amazon-world.ts'
import { addAdmin, makeKey, serveApi } from './programs.ts'

const restrictedRole = 'Direct-to-Consumer Shipping (Restricted)'
const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database, { roles: [restrictedRole] })
const { services, simulator } = world
const api = await serveApi(services)
const admin = await addAdmin(services, world.as)
const { id: keyId, key } = await makeKey(admin, { scopes: ['tokens:restricted'] })
const seller = 'A1USHARBORPINE'
const id = await addGrant(world.system, simulator, seller)
const address = { method: 'GET', path: '/orders/v0/orders/{orderId}/address' }
const orders = { method: 'GET', path: '/orders/v0/orders', dataElements: ['buyerInfo', 'shippingAddress'] }
const asked = { restrictedResources: [address, orders] }
const tokensPath = '/tokens/2021-03-01/restrictedDataToken'
const received = () => simulator.received({ path: tokensPath })
const atTokens = { at: 'sp-api', host: 'sellingpartnerapi-na.amazon.com' } as const

test('C17: a restricted data token gives access to the requested resources, is requested each time, and is never stored', async () => {
  const first = await api.restrict(id, key, asked)
  expect(first.status).toBe(200)
  expect(first.body).toEqual({
    restricted_data_token: expect.stringMatching(/^Atz\.sprdt\|/),
    expires_at: '2026-11-22T13:00:00.000Z',
    seconds_left: 3_600,
    region: 'na',
    endpoint: `${world.origin}/sellingpartnerapi-na.amazon.com`,
    account_id: expect.any(String),
    selling_partner_id: expect.stringMatching(/^A/),
    selling_partner_id_verified: null,
    request_id: expect.any(String),
  })
  expect(JSON.parse(received().at(-1)?.body ?? '')).toEqual(asked)
  expect(first.headers.get('cache-control')).toBe('no-store')
  const second = await api.restrict(id, key, asked)
  expect(second.body.restricted_data_token).not.toBe(first.body.restricted_data_token)
  expect(received()).toHaveLength(2)
  await api.counts.flush()
  expect(await db.select().from(keyUse).where(eq(keyUse.apiKeyId, keyId))).toMatchObject([
    { kind: 'restricted', count: 2 },
  ])
  expect(await db.select().from(vendCount).where(eq(vendCount.apiKeyId, keyId))).toMatchObject([
    { authorizationId: id, count: 2 },
  ])
  const tables = await db.execute<{ name: string }>(
    sql`select table_name as name from information_schema.tables where table_schema = 'public'`,
  )
  expect(tables.length).toBeGreaterThan(15)
  for (const { name } of tables) {
    const rows = await db.execute(sql`select * from ${sql.identifier(name)}`)
    expect(JSON.stringify(rows), name).not.toContain('sprdt')
  }
})

test('G1: at the level debug the log shows the request for it, and neither token', async () => {
  const logged: string[] = []
  const amazon = createAmazon(
    send,
    createOrigins(world.origin),
    'Test/1 (Language=TypeScript)',
    services.now,
    { watch: ({ request, response }) => logged.push(JSON.stringify(maskExchange(request, response))) },
  )
  const watched = await serveApi({ ...services, amazon })
  world.passMs(3_600_000)
  expect((await watched.restrict(id, key, asked)).status).toBe(200)
  const text = logged.join('\n')
  expect(text).toContain('restrictedDataToken')
  expect(text).toContain('/orders/v0/orders')
  expect(text).not.toMatch(/sprdt|Atz[ar]\|/)
  expect(maskSecrets('got Atz.sprdt|IwEBIA-b_c/d+e=x.')).toBe('got [secret]')
})

test.each([
  ['no resource', { restrictedResources: [] }, 'restrictedResources'],
  ['nothing', {}, 'restrictedResources'],
  ['too many', { restrictedResources: Array(51).fill(address) }, 'restrictedResources'],
  [
    'another method',
    { restrictedResources: [address, { ...address, method: 'PATCH' }] },
    'restrictedResources[1].method',
  ],
  ['no path', { restrictedResources: [{ method: 'GET' }] }, 'restrictedResources[0].path'],
  [
    'a whole address',
    { restrictedResources: [{ ...address, path: 'https://a' }] },
    'restrictedResources[0].path',
  ],
  ['a line break', { restrictedResources: [{ ...address, path: '/a\nb' }] }, 'restrictedResources[0].path'],
  [
    'a string instead of a list',
    { restrictedResources: [{ ...orders, dataElements: 'buyerInfo' }] },
    'restrictedResources[0].dataElements',
  ],
  ['an LWA client', { ...asked, targetApplication: 'amzn1.application-oa2-client.x' }, 'targetApplication'],
])('C17: %s is refused before Amazon is asked, with the name of the field', async (_, body, field) => {
  const before = received().length
  expect(await api.restrict(id, key, body)).toMatchObject({
    status: 400,
    body: { code: 'restricted_resources_invalid', field },
  })
  expect(received().length).toBe(before)
})

test('C17: an unknown field, an invalid body and a megabyte are refused', async () => {
  const stranger = { restrictedResources: [{ ...address, scope: 1 }] }
  expect((await api.restrict(id, key, stranger)).body).toMatchObject({
    code: 'parameter_unknown',
    field: 'restrictedResources[0].scope',
  })
  expect((await api.restrict(id, key, 'x'.repeat(1_000_000))).body).toMatchObject({ code: 'body_too_large' })
  for (const body of [undefined, '{', '[]']) {
    expect((await api.restrict(id, key, body)).body).toMatchObject({ code: 'body_unreadable' })
  }
})

test('Amazon’s rate limit per seller is reported as 429 with the time to wait', async () => {
  const busy = await addGrant(world.system, simulator, 'A8TWOREGIONS')
  const answers = []
  for (let asking = 0; asking < 12; asking += 1) answers.push(await api.restrict(busy, key, asked))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(10)
  const throttled = answers.at(-1)
  expect(throttled).toMatchObject({ status: 429, body: { code: 'restricted_data_throttled' } })
  expect(throttled?.headers.get('retry-after')).toBe('1')
  world.passMs(2_000)
  expect((await api.restrict(busy, key, asked)).status).toBe(200)
})

test('Amazon’s Retry-After is passed on, within limits', async () => {
  world.passMs(10_000)
  for (const [said, told] of [
    [7, '7'],
    [86_400, '900'],
  ] as const) {
    simulator.addFault({ kind: 'status', status: 429, retryAfterSeconds: said, times: 1, ...atTokens })
    expect((await api.restrict(id, key, asked)).headers.get('retry-after')).toBe(told)
  }
})

test('Amazon’s refusals come with a diagnosis', async () => {
  const open = { restrictedResources: [{ method: 'GET', path: '/catalog/2022-04-01/items' }] }
  expect(await api.restrict(id, key, open)).toMatchObject({
    status: 422,
    body: { code: 'restricted_data_refused', diagnosis: { cause: expect.any(String) } },
  })
  simulator.addFault({ kind: 'refuse', row: 'S6', times: 1, ...atTokens })
  expect(await api.restrict(id, key, asked)).toMatchObject({
    status: 422,
    body: {
      code: 'restricted_data_refused',
      diagnosis: { cause: expect.stringContaining('lacks an approved role for personal data') },
    },
  })
  simulator.addFault({ kind: 'refuse', row: 'S4', times: 1, ...atTokens })
  expect(await api.restrict(id, key, asked)).toMatchObject({
    status: 503,
    body: { code: 'application_credentials_refused' },
  })
  expect(await db.select().from(incident)).toMatchObject([{ problem: 'secret_expired', endedAt: null }])
  world.passMs(3_600_000)
  expect((await api.restrict(id, key, asked)).status).toBe(200)
  expect(await db.select().from(incident)).toMatchObject([{ endedAt: services.now() }])
})

test('an access token that SP-API refuses is renewed once', async () => {
  simulator.addFault({ kind: 'refuse', row: 'S3', times: 1, ...atTokens })
  const before = received().length
  expect((await api.restrict(id, key, asked)).status).toBe(200)
  expect(received().length - before).toBe(2)
})

test.each([
  ['503', { kind: 'status', status: 503 }],
  ['a broken connection', { kind: 'reset' }],
  ['half an answer', { kind: 'truncated-body' }],
  ['HTML', { kind: 'html' }],
  ['no token', { kind: 'changed-body', fields: { restrictedDataToken: null } }],
  ['a token of no life', { kind: 'changed-body', fields: { expiresIn: 0 } }],
] satisfies [string, FaultFacts][])(
  'C6: SP-API answers with %s: 503, with the time to retry',
  async (_, fault) => {
    world.passMs(10_000)
    simulator.addFault({ ...fault, times: 1, ...atTokens })
    const refused = await api.restrict(id, key, asked)
    expect(refused).toMatchObject({ status: 503, body: { code: 'restricted_data_unavailable' } })
    expect(refused.headers.get('retry-after')).toBe('5')
    expect((await api.restrict(id, key, asked)).status).toBe(200)
  },
)

test('B10, C12: there is no restricted data token without a grant, or for another account', async () => {
  const other = await addGrant(world.system, simulator, 'A8TWOREGIONS')
  const foreign = await makeKey(admin, {
    scopes: ['tokens:restricted'],
    account: (await db.select().from(authorization).where(eq(authorization.id, id)))[0]?.accountId ?? '',
  })
  for (const missing of [other, newId(), 'not-an-id']) {
    expect(await api.restrict(missing, foreign.key, asked)).toMatchObject({
      status: 404,
      body: { code: 'authorization_not_found' },
    })
  }
  expect((await api.restrict(other, key, asked)).status).toBe(200)
  await db.update(authorization).set({ pausedAt: services.now() }).where(eq(authorization.id, other))
  const before = received().length
  expect(await api.restrict(other, key, asked)).toMatchObject({
    status: 409,
    body: { code: 'authorization_paused' },
  })
  expect(received().length).toBe(before)
  await db.update(authorization).set({ pausedAt: null }).where(eq(authorization.id, other))
  await revokeAuthorization(world.operator, other)
  expect(await api.restrict(other, key, asked)).toMatchObject({
    status: 409,
    body: { code: 'authorization_disconnected' },
  })
})
