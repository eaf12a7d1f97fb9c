import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { application, attempt, authorization, call, incident } from '#drizzle/schema.ts'
import { beginAuthorization } from '#lib/attempts/begin.ts'
import { completeAuthorization } from '#lib/attempts/complete.ts'
import { closeAttempts } from '#lib/attempts/expire.ts'
import { noBindings } from '#lib/attempts/new-attempt.ts'
import { readTimeline } from '#lib/attempts/read.ts'
import { receiveRedirect } from '#lib/attempts/receive.ts'
import { readAuthorization } from '#lib/authorizations/read.ts'
import { refreshAuthorization } from '#lib/authorizations/refresh-now.ts'
import type { FaultFacts } from '#simulator/world/faults.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, marketplaceIds, websiteStart } from './amazon-world.ts'
import { runCall } from './run-call.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const seller = await world.addAccount('Blue Kettle')
const minuteMs = 60_000

async function received(): Promise<string> {
  const { query, bindings } = await world.consent(seller, websiteStart(marketplaceIds.us), 'A1USHARBORPINE')
  return receiveRedirect(seller, query, bindings)
}

const attemptRow = async (id: string) => (await db.select().from(attempt).where(eq(attempt.id, id)))[0]
const once = (facts: FaultFacts) => world.simulator.addFault({ times: 1, ...facts })
const exchange = { at: 'token', grantType: 'authorization_code' } as const

const passing: [string, FaultFacts][] = [
  ['500', { kind: 'status', status: 500, ...exchange }],
  ['503', { kind: 'status', status: 503, ...exchange }],
  ['429', { kind: 'status', status: 429, ...exchange }],
  ['HTML with 503', { kind: 'html', status: 503, ...exchange }],
  ['a connection that breaks before the request is read', { kind: 'reset', when: 'before', ...exchange }],
]

test.each(passing)('LWA answers %s: the code is kept and the next try completes', async (_, fault) => {
  const attemptId = await received()
  once(fault)
  expect(await completeAuthorization(seller, attemptId)).toMatchObject({ kind: 'waiting' })
  expect(await attemptRow(attemptId)).toMatchObject({ status: 'received', problem: expect.any(String) })
  expect(await completeAuthorization(seller, attemptId)).toMatchObject({ kind: 'completed' })
})

test.each([
  ['truncated JSON', { kind: 'truncated-body', ...exchange }],
  ['silence after the code was spent', { kind: 'hang', when: 'after', ...exchange }],
  ['a reset after the code was spent', { kind: 'reset', when: 'after', ...exchange }],
] satisfies [string, FaultFacts][])(
  '%s: the code is tried once more, and its refusal is reported as an interruption',
  async (_, fault) => {
    const attemptId = await received()
    once(fault)
    expect(await completeAuthorization(seller, attemptId)).toMatchObject({ kind: 'waiting' })
    expect(await completeAuthorization(seller, attemptId)).toEqual({
      kind: 'failed',
      code: 'exchange_interrupted',
    })
    expect(await attemptRow(attemptId)).toMatchObject({
      status: 'failed',
      codeSealed: null,
      grantSealed: null,
    })
  },
)

test('LWA refuses the code: the seller starts again, and the operator sees why', async () => {
  const attemptId = await received()
  once({ kind: 'invalid-grant', ...exchange })
  expect(await completeAuthorization(seller, attemptId)).toEqual({ kind: 'failed', code: 'code_refused' })
  const row = await attemptRow(attemptId)
  expect(row?.failure).toMatchObject({ source: 'lwa', status: 400, code: 'invalid_grant' })
  expect(row?.amazonRequestId).toMatch(/\S/)
})

test('a code that waited for more than five minutes is not sent', async () => {
  const attemptId = await received()
  const before = world.tokenRequests().length
  world.passMs(5 * minuteMs)
  expect(await completeAuthorization(seller, attemptId)).toEqual({ kind: 'failed', code: 'code_expired' })
  expect(world.tokenRequests().length).toBe(before)
})

test('attempts that never came back are closed at their deadline', async () => {
  const { query } = await world.consent(seller, websiteStart(marketplaceIds.us), 'A1USHARBORPINE')
  expect(query).toContain('state=')
  world.passMs(31 * minuteMs)
  const { closed } = await closeAttempts(world.system)
  expect(closed).toBeGreaterThan(0)
  expect(await closeAttempts(world.system)).toEqual({ closed: 0 })
})

test("C5: refused credentials block the application's authorizations and revoke none; recovery is automatic", async () => {
  const { outcome } = await world.authorize(seller, websiteStart(marketplaceIds.us), 'A1USHARBORPINE')
  if (outcome.kind !== 'completed') throw new Error(outcome.kind)
  const attemptId = await received()
  world.simulator.addFault({ kind: 'refuse', row: 'L5', at: 'token', times: 2 })
  const before = (await db.select().from(authorization)).map(({ invalidGrants }) => invalidGrants)
  expect(await refreshAuthorization(world.operator, outcome.authorizationId)).toEqual({ worked: false })
  expect(await readAuthorization(world.operator, outcome.authorizationId)).toMatchObject({
    health: 'blocked',
    who: 'operator',
  })
  expect((await db.select().from(authorization)).map(({ invalidGrants }) => invalidGrants)).toEqual(before)
  await expect(received(), 'nobody is sent to Amazon for it meanwhile').rejects.toThrow(/^connecting_paused:/)
  expect(await completeAuthorization(seller, attemptId)).toEqual({
    kind: 'waiting',
    code: 'application_refused',
  })
  expect(await completeAuthorization(seller, attemptId)).toMatchObject({ kind: 'completed' })
  expect((await db.select().from(application))[0]?.credentialsProblemAt).toBeNull()
})

test('C6: timeouts and 5xx degrade an authorization and revoke nothing', async () => {
  const { outcome } = await world.authorize(seller, websiteStart(marketplaceIds.us), 'A1USHARBORPINE')
  if (outcome.kind !== 'completed') throw new Error(outcome.kind)
  const { authorizationId } = outcome
  for (const fault of [
    { kind: 'status', status: 503 },
    { kind: 'html' },
    { kind: 'reset' },
  ] satisfies FaultFacts[]) {
    once({ ...fault, at: 'token' })
    expect(await refreshAuthorization(world.operator, authorizationId)).toEqual({ worked: false })
    expect(await readAuthorization(world.operator, authorizationId)).toMatchObject({ health: 'retrying' })
    world.passMs(1)
  }
  expect(await refreshAuthorization(world.operator, authorizationId)).toEqual({ worked: true })
  expect(await readAuthorization(world.operator, authorizationId)).toMatchObject({ health: 'working' })
})

test('C7: a refresh token that LWA rotates is stored with its access token', async () => {
  const { outcome } = await world.authorize(seller, websiteStart(marketplaceIds.us), 'A1USHARBORPINE')
  if (outcome.kind !== 'completed') throw new Error(outcome.kind)
  once({ kind: 'rotate-refresh-token', at: 'token' })
  for (let round = 0; round < 3; round += 1) {
    expect(await refreshAuthorization(world.operator, outcome.authorizationId)).toEqual({ worked: true })
    world.passMs(1)
  }
})

test('B3: a modified refresh token is reported for its own row, and affects no other', async () => {
  const other = await world.addAccount('Neighbour')
  const [one, two] = [
    await world.authorize(seller, websiteStart(marketplaceIds.us), 'A1USHARBORPINE'),
    await world.authorize(other, websiteStart(marketplaceIds.jp), 'A5JPAOZORA'),
  ].map(({ outcome }) => (outcome.kind === 'completed' ? outcome.authorizationId : ''))
  if (one === undefined || two === undefined) throw new Error('not connected')
  const [neighbour] = await db.select().from(authorization).where(eq(authorization.id, two))
  // B2: the neighbour's own ciphertext, moved to another row, opens no more than noise does.
  await db
    .update(authorization)
    .set({ refreshTokenSealed: neighbour?.refreshTokenSealed ?? '' })
    .where(eq(authorization.id, one))
  await expect(refreshAuthorization(world.operator, one)).rejects.toThrow(/^token_unreadable:/)
  expect(await readAuthorization(world.operator, one)).toMatchObject({
    health: 'retrying',
    reason: expect.stringContaining('can’t be opened'),
  })
  expect(await refreshAuthorization(world.operator, two)).toEqual({ worked: true })
})

test('an access token that SP-API calls expired is refreshed, and the call is tried once more', async () => {
  const { outcome } = await world.authorize(seller, websiteStart(marketplaceIds.us), 'A1USHARBORPINE')
  if (outcome.kind !== 'completed') throw new Error(outcome.kind)
  once({ kind: 'refuse', row: 'S3', at: 'sp-api' })
  const before = world.tokenRequests().length
  const ran = await runCall(world.operator, outcome.authorizationId)
  expect(ran).toMatchObject({ status: 200, problem: null, rateLimit: '0.016' })
  expect(world.tokenRequests().length - before).toBe(1)
  expect(JSON.stringify(ran)).not.toMatch(/Atz[ar]\|\w/)
})

test('a refused call is a result with its request id', async () => {
  const other = await world.addAccount('No role')
  const { outcome } = await world.authorize(other, websiteStart(marketplaceIds.us), 'A7USNOROLE')
  if (outcome.kind !== 'completed') throw new Error(outcome.kind)
  const ran = await runCall(world.operator, outcome.authorizationId)
  expect(ran).toMatchObject({
    status: 403,
    problem: expect.stringContaining('Unauthorized'),
    requestId: expect.any(String),
  })
})

test('a token at the end of a truncated answer leaves no part of itself in the database', async () => {
  const { outcome } = await world.authorize(seller, websiteStart(marketplaceIds.us), 'A1USHARBORPINE')
  if (outcome.kind !== 'completed') throw new Error(outcome.kind)
  const canary = 'Canary'.repeat(10)
  const mostKept = 20_000
  const note = `${'x'.repeat(mostKept - 30)} Bearer ${canary}`
  once({ kind: 'changed-body', fields: { payload: null, note }, at: 'sp-api' })
  const { id } = await runCall(world.operator, outcome.authorizationId)
  const [row] = await db.select().from(call).where(eq(call.id, id))
  expect(row?.response?.slice(-30)).toMatch(/^x+ Bearer \[secre/)
  expect(row?.response).not.toContain('Can')
})

test('operators read that a deactivated account is the cause, once other sellers rule out the rest', async () => {
  const account = await world.addAccount('Closed Door')
  const { outcome } = await world.authorize(account, websiteStart(marketplaceIds.us), 'A14USDEACTIVATED')
  if (outcome.kind !== 'completed') throw new Error(outcome.kind)
  const read = () => readAuthorization(world.operator, outcome.authorizationId)
  expect(await read()).toMatchObject({ flags: ['details_missing'], participationsProblem: 'refused' })
  await db.update(authorization).set({ participationsProblem: 'refused' })
  expect((await read()).diagnosis).toMatchObject({ id: 'access-denied', certainty: 'undecided' })
  await world.authorize(seller, websiteStart(marketplaceIds.us), 'A2NANORTHWIND')
  expect((await read()).diagnosis).toMatchObject({
    id: 'known-account-refused',
    certainty: 'shown',
    who: 'seller',
  })
})

test('operators read how often Amazon really refused', async () => {
  const account = await world.addAccount('Counted')
  const { outcome } = await world.authorize(account, websiteStart(marketplaceIds.us), 'A9USQUOTES')
  if (outcome.kind !== 'completed') throw new Error(outcome.kind)
  world.simulator.addFault({ kind: 'invalid-grant', at: 'token', sellingPartnerId: 'A9USQUOTES' })
  for (const words of ['once', 'twice', '3 times', '4 times']) {
    expect(await refreshAuthorization(world.operator, outcome.authorizationId)).toEqual({ worked: false })
    const { reason } = await readAuthorization(world.operator, outcome.authorizationId)
    expect(reason).toContain(`has rejected the refresh token ${words}`)
    world.passMs(10 * minuteMs)
  }
  world.simulator.clearFaults()
})

test('for a code that was exchanged once, in time, operators get the remaining causes', async () => {
  const attemptId = await received()
  once({ kind: 'refuse', row: 'L1', ...exchange })
  expect(await completeAuthorization(seller, attemptId)).toEqual({ kind: 'failed', code: 'code_refused' })
  const { diagnosis } = await readTimeline(world.operator, attemptId)
  expect(diagnosis).toMatchObject({ id: 'code-refused-in-time', who: 'operator' })
  expect(diagnosis?.steps.join(' ')).not.toMatch(/exchange/i)
})

test('for a code that came as `code`, operators read that it belongs to another consent', async () => {
  const { query, bindings } = await world.consent(seller, websiteStart(marketplaceIds.us), 'A1USHARBORPINE')
  const attemptId = await receiveRedirect(seller, query.replace('spapi_oauth_code=', 'code='), bindings)
  once({ kind: 'refuse', row: 'L1', ...exchange })
  expect(await completeAuthorization(seller, attemptId)).toEqual({ kind: 'failed', code: 'code_refused' })
  expect((await readTimeline(world.operator, attemptId)).diagnosis?.id).toBe('code-bare-known')
})

test('a code of another application ends its attempt, and blocks nobody else', async () => {
  const { settings, addApplication, issueCode } = world.simulator
  settings.foreignCode = 'unauthorized_client'
  const { applicationId } = addApplication({
    applicationId: 'amzn1.sp.solution.mallory',
    lwaClientId: 'amzn1.application-oa2-client.mallory',
  })
  const { code } = issueCode({ sellingPartnerId: 'A1USHARBORPINE', applicationId })
  const beginning = await beginAuthorization(seller, websiteStart(marketplaceIds.us), noBindings)
  const { searchParams } = new URL(beginning.kind === 'redirect' ? beginning.uri : '')
  const query = new URLSearchParams({
    state: searchParams.get('state') ?? '',
    selling_partner_id: 'A1USHARBORPINE',
    spapi_oauth_code: code,
  })
  const attemptId = await receiveRedirect(seller, `?${query}`, beginning.bindings)
  expect(await completeAuthorization(seller, attemptId)).toEqual({ kind: 'failed', code: 'code_refused' })
  expect(await attemptRow(attemptId)).toMatchObject({
    failure: expect.objectContaining({ source: 'lwa', code: 'unauthorized_client' }),
  })
  const open = (await db.select().from(incident)).filter(({ endedAt }) => endedAt === null)
  const [stored] = await db.select().from(application)
  expect([open, stored?.credentialsFailure]).toEqual([[], null])
})
