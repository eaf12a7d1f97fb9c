import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { application, grantlessToken, keyUse } from '#drizzle/schema.ts'
import { grantlessScopes } from '#lib/amazon/scopes.ts'
import { newId } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, refusal } from '../flows/amazon-world.ts'
import { addAdmin, makeKey, serveApi } from './programs.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const { services, simulator } = world
const api = await serveApi(services)
const admin = await addAdmin(services, world.as)
const { id: keyId, key } = await makeKey(admin, { scopes: ['tokens:grantless'] })
const [own] = await db.select().from(application)
const id = own?.id ?? ''
const notifications = 'sellingpartnerapi::notifications'
const rotation = 'sellingpartnerapi::client_credential:rotation'
const atGrantless = { at: 'token', grantType: 'client_credentials' } as const
const rowOf = async (scope: string) =>
  (await db.select().from(grantlessToken).where(eq(grantlessToken.scope, scope)))[0]

test('C17: a grantless token is cached by application and scope, and sealed', async () => {
  const before = world.tokenRequests().length
  const first = await api.grantless(id, key, { scope: notifications })
  expect(first.status).toBe(200)
  expect(first.body).toEqual({
    access_token: expect.stringMatching(/^Atc\|/),
    scope: notifications,
    expires_at: '2026-11-22T13:00:00.000Z',
    seconds_left: 3_600,
    request_id: expect.any(String),
  })
  world.passMs(600_000)
  const again = await api.grantless(id, key, { scope: notifications })
  expect(again.body).toMatchObject({ access_token: first.body.access_token, seconds_left: 3_000 })
  const other = await api.grantless(id, key, { scope: 'sellingpartnerapi::shipments:track' })
  expect(other.body.access_token).not.toBe(first.body.access_token)
  expect(world.tokenRequests().length - before).toBe(2)
  expect(JSON.stringify(await db.select().from(grantlessToken))).not.toContain('Atc|')
  await api.counts.flush()
  expect(await db.select().from(keyUse).where(eq(keyUse.apiKeyId, keyId))).toEqual([
    { apiKeyId: keyId, kind: 'grantless', day: '2026-11-22', count: 3 },
  ])
})

test('C17: two hundred callers cause one call to LWA, at most once a minute', async () => {
  world.passMs(3_600_000)
  const asking = world.hold('grant_type=client_credentials')
  const before = world.tokenRequests().length
  const calling = Promise.all(
    Array.from({ length: 200 }, () => api.grantless(id, key, { scope: notifications })),
  )
  await asking.came
  void asking.release()
  const answers = await calling
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  expect(new Set(answers.map(({ body }) => body.access_token)).size).toBe(1)
  expect(world.tokenRequests().length - before).toBe(1)
  world.passMs(400_000)
  for (const seconds_left of [3_600, 3_600]) {
    const longer = await api.grantless(id, key, { scope: notifications, min_ttl: 3_300 })
    expect(longer.body).toMatchObject({ seconds_left })
  }
  expect(world.tokenRequests().length - before).toBe(2)
})

test('C9: min_ttl and scope are validated, and the error says what is possible', async () => {
  expect(await api.grantless(id, key, { scope: 'sellingpartnerapi:notifications' })).toMatchObject({
    status: 400,
    body: { code: 'grantless_scope_unknown', allowed: Object.keys(grantlessScopes) },
  })
  for (const scope of [undefined, 7, '__proto__', 'x'.repeat(300)]) {
    expect((await api.grantless(id, key, { scope })).body).toMatchObject({ code: 'grantless_scope_unknown' })
  }
  for (const min_ttl of [-1, 3_501, 1.5, '300', null]) {
    expect(await api.grantless(id, key, { scope: notifications, min_ttl })).toMatchObject({
      status: 400,
      body: { code: 'min_ttl_invalid', field: 'min_ttl' },
    })
  }
  const more = await api.grantless(id, key, { scope: notifications, account: 1 })
  expect(more.body).toMatchObject({ code: 'parameter_unknown', field: 'account' })
  for (const body of ['{', '[]', '"x"', ' ']) {
    expect((await api.grantless(id, key, body)).body).toMatchObject({ code: 'body_unreadable' })
  }
})

test('C11: rotating the client secret requires its own scope', async () => {
  expect(await api.grantless(id, key, { scope: rotation })).toMatchObject({
    status: 403,
    body: { code: 'not_allowed' },
  })
  expect(await rowOf(rotation)).toBeUndefined()
  const rotator = await makeKey(admin, { scopes: ['tokens:rotation'] })
  expect((await api.grantless(id, rotator.key, { scope: rotation })).status).toBe(200)
  expect((await api.grantless(id, rotator.key, { scope: notifications })).status).toBe(403)
})

test("C12: another application is treated as missing, and a key of one account gets no application's token", async () => {
  const foreign = newId()
  await db.insert(application).values({
    ...(own as typeof application.$inferSelect),
    id: foreign,
    name: 'Other',
    spApiApplicationId: 'amzn1.sp.solution.other',
  })
  const bound = await makeKey(admin, { scopes: ['tokens:grantless'], applicationId: id })
  expect((await api.grantless(id, bound.key, { scope: notifications })).status).toBe(200)
  const absent = { status: 404, body: { code: 'application_not_found' } }
  for (const one of [foreign, newId(), 'not-an-id', "' or true --"]) {
    expect(await api.grantless(encodeURIComponent(one), bound.key, { scope: notifications })).toMatchObject(
      absent,
    )
  }
  const kettle = await world.addAccount('Blue Kettle')
  const accountId = kettle.actor.kind === 'account' ? kettle.actor.accountId : ''
  for (const scope of ['tokens:grantless', 'tokens:rotation']) {
    await expect(makeKey(admin, { scopes: [scope], account: accountId })).rejects.toThrow(
      refusal('api_key_scope_of_account'),
    )
  }
  await db.delete(application).where(eq(application.id, foreign))
})

test('C5: refused credentials are an incident of the application, a refused scope is not', async () => {
  world.passMs(3_600_000)
  simulator.addFault({ kind: 'refuse', row: 'L4', ...atGrantless })
  const refused = await api.grantless(id, key, { scope: notifications })
  expect(refused).toMatchObject({ status: 409, body: { code: 'grantless_scope_refused' } })
  expect(refused.headers.get('retry-after')).toMatch(/^(6|7)\d$/)
  expect((await db.select().from(application))[0]?.credentialsProblemAt).toBeNull()
  simulator.clearFaults()
  const before = world.tokenRequests().length
  expect((await api.grantless(id, key, { scope: notifications })).status).toBe(409)
  expect(world.tokenRequests().length).toBe(before)

  world.passMs(80_000)
  simulator.addFault({ kind: 'refuse', row: 'L5', ...atGrantless })
  expect(await api.grantless(id, key, { scope: notifications })).toMatchObject({
    status: 503,
    body: { code: 'application_credentials_refused', diagnosis: { who: 'operator' } },
  })
  expect((await db.select().from(application))[0]?.credentialsProblemAt).not.toBeNull()
  simulator.clearFaults()
  world.passMs(80_000)
  expect((await api.grantless(id, key, { scope: notifications })).status).toBe(200)
  expect((await db.select().from(application))[0]?.credentialsProblemAt).toBeNull()
})

test.each([
  ['503', { kind: 'status', status: 503 }],
  ['HTML', { kind: 'html' }],
  ['half an answer', { kind: 'truncated-body' }],
  ['silence', { kind: 'hang' }],
] as const)(
  'C6: LWA answers with %s: a valid token is still vended, but a guaranteed lifetime is refused',
  async (_, fault) => {
    world.passMs(3_600_000)
    expect((await api.grantless(id, key, { scope: notifications })).status).toBe(200)
    world.passMs(3_400_000)
    simulator.addFault({ ...fault, ...atGrantless })
    expect((await api.grantless(id, key, { scope: notifications })).body).toMatchObject({ seconds_left: 200 })
    expect(await api.grantless(id, key, { scope: notifications, min_ttl: 300 })).toMatchObject({
      status: 503,
      body: { code: 'refresh_unavailable' },
    })
    simulator.clearFaults()
    world.passMs(80_000)
    expect((await api.grantless(id, key, { scope: notifications })).body).toMatchObject({
      seconds_left: 3_600,
    })
  },
)

test('a new request for a token keeps nothing of the refusal of the previous one', async () => {
  world.passMs(3_600_000)
  simulator.addFault({ kind: 'status', status: 503, times: 1, ...atGrantless })
  expect((await api.grantless(id, key, { scope: notifications })).status).toBe(503)
  expect((await rowOf(notifications))?.failure).not.toBeNull()
  world.passMs(80_000)
  const asking = world.hold('grant_type=client_credentials')
  const vending = api.grantless(id, key, { scope: notifications })
  await asking.came
  expect(await rowOf(notifications)).toMatchObject({ problem: 'interrupted', failure: null, requestId: null })
  await asking.release()
  expect((await vending).status).toBe(200)
})

test('a token of another LWA client, or a modified one, is not vended: LWA issues another', async () => {
  await api.grantless(id, key, { scope: notifications })
  const { sealed } = (await rowOf(rotation)) ?? {}
  await db
    .update(grantlessToken)
    .set({ sealed: sealed ?? '' })
    .where(and(eq(grantlessToken.applicationId, id), eq(grantlessToken.scope, notifications)))
  world.passMs(60_000)
  expect((await api.grantless(id, key, { scope: notifications })).body).toMatchObject({ seconds_left: 3_600 })
})
