import { expect, test } from 'vitest'
import { beginAuthorization } from '#lib/attempts/begin.ts'
import { completeAuthorization } from '#lib/attempts/complete.ts'
import { closeAttempts } from '#lib/attempts/expire.ts'
import { noBindings } from '#lib/attempts/new-attempt.ts'
import { countAttempts, listAttempts, readTimeline } from '#lib/attempts/read.ts'
import { receiveRedirect } from '#lib/attempts/receive.ts'
import type { FaultFacts } from '#simulator/world/faults.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, marketplaceIds, refusal, websiteStart } from './amazon-world.ts'

const world = await createAmazonWorld(await useDatabase())
const seller = await world.addAccount('Blue Kettle')
const uuid = /^[0-9a-f-]{36}$/
const usHost = 'sellercentral.amazon.com'
const lwaHost = 'api.amazon.com'
const once = (facts: FaultFacts) => world.simulator.addFault({ times: 1, ...facts })
const exchange = { at: 'token', grantType: 'authorization_code' } as const

/** The steps of an attempt, each with its known facts. */
async function steps(attemptId: string) {
  const timeline = await readTimeline(world.operator, attemptId)
  return timeline.steps.map(({ step, host, problem }) => [step, host, problem?.title ?? null])
}

async function received(sellingPartnerId = 'A1USHARBORPINE'): Promise<string> {
  const { query, bindings } = await world.consent(seller, websiteStart(marketplaceIds.us), sellingPartnerId)
  return receiveRedirect(seller, query, bindings)
}

const start = [
  ['started', null, null],
  ['redirected', usHost, null],
]
const back = [
  ['came-back', null, null],
  ['state-checked', null, null],
]

test('the website workflow: from the start to the stored authorization, with hosts, request ids and times', async () => {
  const { attemptId } = await world.authorize(seller, websiteStart(marketplaceIds.us), 'A1USHARBORPINE')
  expect(await steps(attemptId)).toEqual([
    ...start,
    ...back,
    ['exchanged', lwaHost, null],
    ['verified', 'sellingpartnerapi-na.amazon.com', null],
    ['stored', null, null],
  ])
  const timeline = await readTimeline(world.operator, attemptId)
  const asked = timeline.steps.filter(({ host }) => host === lwaHost || host?.startsWith('sellingpartnerapi'))
  for (const { amazonRequestId, durationMs } of asked) {
    expect(amazonRequestId).toMatch(uuid)
    expect(durationMs).toBeGreaterThanOrEqual(0)
  }
  expect(timeline).toMatchObject({ status: 'completed', accountName: 'Blue Kettle', diagnosis: null })
})

test('the Appstore workflow: arrived, claimed, sent back to Amazon', async () => {
  const callback = `${world.origin}/${usHost}/apps/authorize/confirm/${world.applicationId}`
  const arrival = `?${new URLSearchParams({ amazon_callback_uri: callback, amazon_state: 's', selling_partner_id: 'A1USHARBORPINE' })}`
  const arrived = await beginAuthorization(world.visitor, arrival, noBindings)
  if (arrived.kind !== 'sign-in') throw new Error(arrived.kind)
  expect(await steps(arrived.attemptId)).toEqual([['arrived', usHost, null]])
  await beginAuthorization(seller, `?attempt=${arrived.attemptId}`, arrived.bindings)
  expect(await steps(arrived.attemptId)).toEqual([['arrived', usHost, null], ...start])
})

test('a refused redirect is recorded, and the attempt continues', async () => {
  const { query, bindings } = await world.consent(seller, websiteStart(marketplaceIds.us), 'A1USHARBORPINE')
  await expect(receiveRedirect(seller, query, noBindings)).rejects.toThrow(refusal('state_foreign'))
  const attemptId = await receiveRedirect(seller, query, bindings)
  expect(await steps(attemptId)).toEqual([
    ...start,
    ['refused', null, 'This authorization was started in another browser'],
    ...back,
  ])
  const { steps: lines } = await readTimeline(world.operator, attemptId)
  expect(lines.find(({ step }) => step === 'refused')?.problem?.cause).toMatch(
    /a different browser from the one in which the seller started/,
  )
})

test('an error instead of a code ends the attempt', async () => {
  world.passMs(1_000)
  const begun = await beginAuthorization(seller, websiteStart(marketplaceIds.us), noBindings)
  if (begun.kind !== 'redirect') throw new Error(begun.kind)
  const state = new URL(begun.uri).searchParams.get('state') ?? ''
  const refused = `?${new URLSearchParams({ state, error: 'access_denied' })}`
  await expect(receiveRedirect(seller, refused, begun.bindings)).rejects.toThrow(refusal('consent_refused'))
  const { rows } = await listAttempts(world.operator, { limit: 1 })
  expect(await steps(rows[0]?.id ?? '')).toEqual([
    ...start,
    ...back,
    ['failed', null, 'Amazon didn’t give permission'],
  ])
})

test('LWA is unavailable, then answers: each try has its line with its time', async () => {
  const attemptId = await received()
  once({ kind: 'status', status: 503, ...exchange })
  await completeAuthorization(seller, attemptId)
  once({ kind: 'reset', when: 'before', ...exchange })
  await completeAuthorization(seller, attemptId)
  await completeAuthorization(seller, attemptId)
  expect((await steps(attemptId)).slice(start.length + back.length)).toEqual([
    ['waiting', lwaHost, 'Amazon isn’t responding at the moment'],
    ['waiting', lwaHost, 'Amazon isn’t responding at the moment'],
    ['exchanged', lwaHost, null],
    ['verified', 'sellingpartnerapi-na.amazon.com', null],
    ['stored', null, null],
  ])
  const { steps: lines } = await readTimeline(world.operator, attemptId)
  expect(lines.every(({ host, durationMs }) => host !== lwaHost || durationMs !== null)).toBe(true)
})

test("LWA refuses the code: the last line has LWA's request id, and operators the diagnosis", async () => {
  const attemptId = await received()
  once({ kind: 'invalid-grant', ...exchange })
  await completeAuthorization(seller, attemptId)
  const timeline = await readTimeline(world.operator, attemptId)
  expect(timeline.steps.at(-1)).toMatchObject({
    step: 'failed',
    host: lwaHost,
    amazonRequestId: expect.stringMatching(uuid),
    problem: { title: 'Amazon didn’t accept the authorization' },
  })
  expect(timeline.diagnosis).not.toBeNull()
})

test('Amazon returns no marketplaces: the verification says why, and the authorization is stored', async () => {
  const { attemptId } = await world.authorize(seller, websiteStart(marketplaceIds.us), 'A7USNOROLE')
  const [verified, stored] = (await steps(attemptId)).slice(-2)
  expect(verified).toEqual([
    'verified',
    'sellingpartnerapi-na.amazon.com',
    expect.stringContaining('refuses to list'),
  ])
  expect(stored).toEqual(['stored', null, null])
})

test('A10: a selling partner that another account holds is quarantined as the last line', async () => {
  const other = await world.addAccount('Late Comer')
  const { attemptId } = await world.authorize(other, websiteStart(marketplaceIds.us), 'A1USHARBORPINE')
  expect((await steps(attemptId)).at(-1)).toEqual([
    'quarantined',
    null,
    'This selling partner is connected to another account',
  ])
})

test('A9: attempts that never came back are closed, counted, and found by their end', async () => {
  const before = await countAttempts(world.operator, {})
  const begun = await beginAuthorization(seller, websiteStart(marketplaceIds.jp), noBindings)
  expect(begun.kind).toBe('redirect')
  const waiting = await received()
  const [open] = (await listAttempts(world.operator, { search: 'Japan', limit: 1 })).rows
  world.passMs(31 * 60_000)
  const { closed } = await closeAttempts(world.system)
  expect(closed).toBeGreaterThanOrEqual(2)
  expect((await steps(open?.id ?? '')).at(-1)).toEqual([
    'closed',
    null,
    'This authorization wasn’t finished at Amazon',
  ])
  expect((await steps(waiting)).at(-1)?.slice(0, 2)).toEqual(['closed', null])
  const after = await countAttempts(world.operator, {})
  expect(after['never-came-back']).toBeGreaterThan(before['never-came-back'] ?? 0)
  expect(after.open).toBeUndefined()
  const { rows } = await listAttempts(world.operator, { end: 'never-came-back', search: 'Japan' })
  expect(rows.map(({ id }) => id)).toEqual([open?.id])
})

test('only operators can read the recorder', async () => {
  const attemptId = await received()
  for (const ctx of [seller, world.visitor]) {
    await expect(readTimeline(ctx, attemptId)).rejects.toThrow(/^(not_allowed|sign_in_required):/)
    await expect(listAttempts(ctx, {})).rejects.toThrow(/^(not_allowed|sign_in_required):/)
    await expect(countAttempts(ctx, {})).rejects.toThrow(/^(not_allowed|sign_in_required):/)
  }
  await expect(readTimeline(world.operator, 'nothing')).rejects.toThrow(refusal('attempt_not_found'))
})
