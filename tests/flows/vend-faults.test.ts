import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { addGrant } from '#bench/grant.ts'
import { accessToken, application, authorization, refreshLease } from '#drizzle/schema.ts'
import { createAmazon } from '#lib/amazon/client.ts'
import { createOrigins } from '#lib/amazon/origins.ts'
import { readAuthorization } from '#lib/authorizations/read.ts'
import { send } from '#lib/http.ts'
import { seals } from '#lib/seals.ts'
import { Secret } from '#lib/secret.ts'
import type { Services } from '#lib/services.ts'
import { storeAccessToken } from '#lib/store/authorizations.ts'
import { acquireLease, endLease, toLeaseFacts } from '#lib/store/leases.ts'
import { open, seal } from '#lib/vault/seal.ts'
import type { FaultFacts } from '#simulator/world/faults.ts'
import { addAdmin, makeKey, serveApi } from '../api/programs.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, marketplaceIds, websiteStart } from './amazon-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const { services, simulator } = world
const api = await serveApi(services)
const { key } = await makeKey(await addAdmin(services, world.as))
const seller = 'A1USHARBORPINE'
const addCold = () => addGrant(world.system, simulator, seller)
const atRefresh = { at: 'token', grantType: 'refresh_token' } as const
const stored = async (id: string) =>
  (await db.select().from(accessToken).where(eq(accessToken.authorizationId, id)))[0]
const row = async (id: string) => (await db.select().from(authorization).where(eq(authorization.id, id)))[0]
const leaseOf = async (id: string) =>
  (await db.select().from(refreshLease).where(eq(refreshLease.authorizationId, id)))[0]

function raise(message: string): never {
  throw new Error(message)
}

test('C2: a late holder with an old fence overwrites nothing, and uses the new holder’s token', async () => {
  const id = await addCold()
  const asking = world.hold('grant_type=refresh_token')
  const late = api.vend(id, key)
  await asking.came
  const lease = (await leaseOf(id)) ?? raise('nobody took the lease')
  const now = services.now()
  const taken = { owner: 'another process', startedAt: now, heldUntil: new Date(now.getTime() + 15_000) }
  const fence = await acquireLease(db, id, lease, { ...taken, tokenVersion: 1 })
  expect(fence).toBe(lease.fence + 1)
  expect(await acquireLease(db, id, lease, { ...taken, tokenVersion: 1 })).toBeNull()
  await storeAccessToken(db, {
    authorizationId: id,
    sealed: seal(
      services.keyRing,
      new Secret('Atza|winner'),
      seals.accessToken.sealed({ authorizationId: id }),
    ),
    expiresAt: new Date(now.getTime() + 3_600_000),
    tokenVersion: 1,
  })
  const worked = { problem: null, failure: null, requestId: null, failures: 0, retryAt: null }
  expect(await endLease(db, id, lease.fence, worked)).toBe(false)
  await asking.release()
  expect(await endLease(db, id, fence ?? 0, worked)).toBe(true)
  expect((await late).body).toMatchObject({ access_token: 'Atza|winner', seconds_left: 3_600 })
  const sealed = (await stored(id))?.sealed ?? ''
  expect(open(services.keyRing, sealed, seals.accessToken.sealed({ authorizationId: id })).expose()).toBe(
    'Atza|winner',
  )
  expect((await row(id))?.lastRefreshAt).toBeNull()
})

test('C4: a refused refresh token that was replaced in the meantime revokes nothing: the new one is used', async () => {
  const ctx = await world.addAccount('Renews meanwhile')
  const { outcome } = await world.authorize(ctx, websiteStart(marketplaceIds.us), 'A8TWOREGIONS')
  if (outcome.kind !== 'completed') throw new Error(outcome.kind)
  const id = outcome.authorizationId
  world.passMs(3_600_000)
  simulator.addFault({ kind: 'invalid-grant', times: 1, ...atRefresh })
  const asking = world.hold('grant_type=refresh_token')
  const vending = api.vend(id, key)
  await asking.came
  await world.authorize(ctx, websiteStart(marketplaceIds.us), 'A8TWOREGIONS')
  await asking.release()
  expect((await vending).body).toMatchObject({ seconds_left: 3_600 })
  expect(await row(id)).toMatchObject({ invalidGrants: 0, tokenVersion: 2, lastRefreshProblem: null })
})

test('C4: invalid_grant is in doubt first, and asks for the seller only after several over a period', async () => {
  const id = await addCold()
  simulator.addFault({ kind: 'invalid-grant', times: 5, ...atRefresh })
  const before = world.tokenRequests().length
  const answers = await Promise.all(Array.from({ length: 50 }, () => api.vend(id, key)))
  expect(new Set(answers.map(({ status, body }) => `${status} ${body.code}`))).toEqual(
    new Set(['503 authorization_in_doubt']),
  )
  expect(answers[0]?.headers.get('retry-after')).toMatch(/^(6|7)\d$/)
  expect(world.tokenRequests().length - before).toBe(1)
  expect(await row(id)).toMatchObject({ invalidGrants: 1 })
  for (const minutes of [2, 5, 10]) {
    expect((await api.vend(id, key)).body.code).toBe('authorization_in_doubt')
    world.passMs(minutes * 60_000)
    await api.vend(id, key)
  }
  expect(await api.vend(id, key)).toMatchObject({
    status: 409,
    body: { code: 'authorization_needs_reauthorization' },
  })
  simulator.clearFaults()
  world.passMs(20 * 60_000)
  expect((await api.vend(id, key)).status).toBe(200)
  expect(await readAuthorization(world.operator, id)).toMatchObject({ health: 'working' })
})

test('a caller who waits for a refresh in vain is not told of an earlier refusal', async () => {
  const id = await addCold()
  simulator.addFault({ kind: 'invalid-grant', times: 1, ...atRefresh })
  expect((await api.vend(id, key)).body.code).toBe('authorization_in_doubt')
  expect((await leaseOf(id))?.failure).toMatchObject({ code: 'invalid_grant' })
  world.passMs(2 * 60_000)
  const asking = world.hold('grant_type=refresh_token')
  const vending = api.vend(id, key)
  await asking.came
  const lease = (await leaseOf(id)) ?? raise('nobody took the lease')
  expect(lease).toMatchObject({ problem: 'interrupted', failure: null, requestId: null })
  // A process of the previous version leaves the text of the earlier refusal.
  const refused = { source: 'lwa', status: 400, code: 'invalid_grant', detail: 'Refused' } as const
  expect(toLeaseFacts({ ...lease, failure: refused, requestId: 'earlier' }, 1).last).toBe('interrupted')
  await asking.release()
  expect((await vending).status).toBe(200)
})

test("C5: the application's refused credentials are 503 for programs and no seller's fault", async () => {
  const ids = [await addCold(), await addCold()]
  const [one = '', two = ''] = ids
  simulator.addFault({ kind: 'refuse', row: 'L5', ...atRefresh })
  const refused = await api.vend(one, key)
  expect(refused).toMatchObject({
    status: 503,
    body: {
      code: 'application_credentials_refused',
      diagnosis: { who: 'operator', steps: expect.any(Array) },
    },
  })
  expect((await db.select().from(application))[0]?.credentialsProblemAt).not.toBeNull()
  for (const id of ids) expect(await row(id)).toMatchObject({ invalidGrants: 0, lastRefreshProblem: null })
  expect(await readAuthorization(world.operator, two)).toMatchObject({ health: 'blocked', who: 'operator' })
  simulator.clearFaults()
  world.passMs(80_000)
  for (const id of ids) expect((await api.vend(id, key)).status).toBe(200)
  expect((await db.select().from(application))[0]?.credentialsProblemAt).toBeNull()
  expect(await readAuthorization(world.operator, two)).toMatchObject({ health: 'working' })
})

test.each([
  ['503', { kind: 'status', status: 503 }],
  ['429', { kind: 'status', status: 429 }],
  ['HTML', { kind: 'html' }],
  ['a broken connection', { kind: 'reset' }],
  ['half an answer', { kind: 'truncated-body' }],
  ['silence', { kind: 'hang' }],
] satisfies [string, FaultFacts][])(
  'C6: LWA answers with %s: a valid token is vended, a guaranteed lifetime is kept or refused, and LWA is asked once a minute',
  async (_, fault) => {
    const id = await addCold()
    expect((await api.vend(id, key)).status).toBe(200)
    world.passMs(3_400_000)
    simulator.addFault({ ...fault, ...atRefresh })
    const before = world.tokenRequests().length
    for (let vend = 0; vend < 3; vend += 1) {
      expect(await api.vend(id, key)).toMatchObject({ status: 200, body: { seconds_left: 200 } })
    }
    expect(await api.vend(id, key, { min_ttl: 300 })).toMatchObject({
      status: 503,
      body: { code: 'refresh_unavailable', retry_at: expect.stringMatching(/^2026-/) },
    })
    expect(world.tokenRequests().length - before).toBe(1)
    expect(await row(id)).toMatchObject({ invalidGrants: 0 })
    expect(await readAuthorization(world.operator, id)).toMatchObject({ health: 'retrying' })
    simulator.clearFaults()
    world.passMs(76_000)
    expect((await api.vend(id, key)).body).toMatchObject({ seconds_left: 3_600 })
    expect(await readAuthorization(world.operator, id)).toMatchObject({ health: 'working' })
  },
)

test('C7: a rotated refresh token and its access token are stored together, or neither is', async () => {
  const id = await addCold()
  const old = (await row(id))?.refreshTokenSealed
  simulator.addFault({ kind: 'rotate-refresh-token', times: 1, ...atRefresh })
  expect((await api.vend(id, key)).status).toBe(200)
  expect(await row(id)).toMatchObject({ tokenVersion: 2 })
  expect((await row(id))?.refreshTokenSealed).not.toBe(old)
  expect(await stored(id)).toMatchObject({ tokenVersion: 2 })
  world.passMs(3_600_000)
  expect((await api.vend(id, key)).status).toBe(200)

  const before = { row: await row(id), token: await stored(id) }
  const dying: Services = {
    ...services,
    db: new Proxy(db, {
      get: (target, name) =>
        name === 'transaction'
          ? () => Promise.reject(new Error('the process died'))
          : Reflect.get(target, name, target),
    }),
  }
  const broken = await serveApi(dying)
  world.passMs(3_600_000)
  expect((await broken.vend(id, key)).status).toBe(500)
  expect({ row: await row(id), token: await stored(id) }).toEqual(before)
  world.passMs(15_000)
  expect((await api.vend(id, key)).body).toMatchObject({ seconds_left: 3_600 })
})

test.each([
  ['0', '0', 503],
  ['negative', '-1', 503],
  ['text', '"soon"', 503],
  ['null', 'null', 503],
  ['missing', undefined, 503],
  ['a number as text', '"3600"', 200],
  ['enormous', '1e9', 200],
] as const)(
  'C8: expires_in is %s: no token is vended for longer than it is certain to be valid',
  async (_, text, status) => {
    const alter = (body: string) =>
      text === undefined
        ? body.replace(/,?"expires_in":\s*\d+/, '')
        : body.replace(/("expires_in":\s*)\d+/, `$1${text}`)
    const odd = await serveApi({
      ...services,
      amazon: createAmazon(
        async (request, options) => {
          const response = await send(request, options)
          return { ...response, body: alter(response.body) }
        },
        createOrigins(world.origin),
        'Test/1 (Language=TypeScript)',
        services.now,
      ),
    })
    const id = await addCold()
    const before = world.tokenRequests().length
    const answers = [await odd.vend(id, key), await odd.vend(id, key)]
    for (const answer of answers) {
      expect(answer.status).toBe(status)
      expect(answer.body).toMatchObject(
        status === 200 ? { seconds_left: 3_600 } : { code: 'token_life_too_short' },
      )
    }
    expect(world.tokenRequests().length - before).toBe(1)
  },
)

test('B3: a tampered refresh token is reported, and isn’t sent to LWA', async () => {
  const id = await addCold()
  const other = await row(await addCold())
  await db
    .update(authorization)
    .set({ refreshTokenSealed: other?.refreshTokenSealed ?? '' })
    .where(eq(authorization.id, id))
  const before = world.tokenRequests().length
  expect(await api.vend(id, key)).toMatchObject({ status: 500, body: { code: 'token_unreadable' } })
  expect(world.tokenRequests().length).toBe(before)
})
