import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { attempt } from '#drizzle/schema.ts'
import { beginAuthorization } from '#lib/attempts/begin.ts'
import { completeAuthorization } from '#lib/attempts/complete.ts'
import { noBindings } from '#lib/attempts/new-attempt.ts'
import { readAttempt } from '#lib/attempts/read-own.ts'
import { receiveRedirect } from '#lib/attempts/receive.ts'
import { limits } from '#lib/people/limits.ts'
import { digest } from '#lib/vault/digest.ts'
import { randomToken } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { untilBlocked } from '../fixtures/until-blocked.ts'
import { createAmazonWorld, foreignBindings, marketplaceIds, refusal, websiteStart } from './amazon-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const seller = await world.addAccount('Blue Kettle')
const minuteMs = 60_000

test('A1: ten thousand states differ, with 256 bits each', () => {
  const states = new Set(Array.from({ length: 10_000 }, randomToken))
  expect(states.size).toBe(10_000)
  for (const state of states) expect(Buffer.from(state, 'base64url').length).toBe(32)
})

test('A1: the state of each attempt is 256 random bits: not a UUID, unique, and without data of the attempt', async () => {
  const states: string[] = []
  for (let made = 0; made < 200; made += 1) {
    const beginning = await beginAuthorization(seller, websiteStart(marketplaceIds.us), noBindings)
    if (beginning.kind !== 'redirect') throw new Error(beginning.kind)
    states.push(new URL(beginning.uri).searchParams.get('state') ?? '')
    expect(beginning.bindings).not.toBe(states.at(-1))
  }
  expect(new Set(states).size).toBe(states.length)
  const bytes = states.map((state) => Buffer.from(state, 'base64url'))
  for (const [index, state] of states.entries()) {
    expect(state).toMatch(/^[\w-]{43}$/)
    expect(bytes[index]).toHaveLength(32)
  }
  // In 200 draws, each bit is set about a hundred times: eight standard deviations would not be chance.
  for (let bit = 0; bit < 256; bit += 1) {
    const set = bytes.filter((each) => ((each[bit >> 3] ?? 0) >> (bit & 7)) & 1).length
    expect(Math.abs(set - 100), `bit ${bit}`).toBeLessThan(57)
  }
})

test('A2: the database holds only a digest of the state', async () => {
  const { query } = await world.consent(seller, websiteStart(marketplaceIds.de), 'A3EULINDENHOF')
  const state = new URLSearchParams(query).get('state') ?? ''
  const rows = await db.select().from(attempt)
  expect(JSON.stringify(rows)).not.toContain(state)
  expect(rows.some((row) => row.stateDigest === digest(state))).toBe(true)
})

test('A3: a redirect in another browser is refused and exchanges nothing', async () => {
  const { query, bindings } = await world.consent(seller, websiteStart(marketplaceIds.de), 'A3EULINDENHOF')
  const before = world.tokenRequests().length
  await expect(receiveRedirect(seller, query, foreignBindings(bindings))).rejects.toThrow(
    refusal('state_foreign'),
  )
  await expect(receiveRedirect(seller, query, noBindings)).rejects.toThrow(refusal('state_foreign'))
  const stranger = await world.addAccount('Stranger')
  await expect(receiveRedirect(stranger, query, bindings)).rejects.toThrow(refusal('state_other_account'))
  expect(world.tokenRequests().length).toBe(before)
  // The rightful browser still can, even after its session has ended.
  await expect(receiveRedirect(world.visitor, query, bindings)).resolves.toMatch(/^[0-9a-f-]{36}$/)
})

test('the result of an authorization is shown to its account, also once the browser has forgotten it, and to no other', async () => {
  const owner = await world.addAccount('Comes back later')
  const stranger = await world.addAccount('Same browser')
  const { query, bindings } = await world.consent(owner, websiteStart(marketplaceIds.us), 'A2NANORTHWIND')
  const attemptId = await receiveRedirect(owner, query, bindings)
  const missing = refusal('attempt_not_found')
  await expect(readAttempt(owner, attemptId, noBindings), 'not before its end').rejects.toThrow(missing)
  await completeAuthorization(owner, attemptId)
  world.passMs(31 * minuteMs)
  const result = { outcome: { kind: 'completed' }, isAnothers: false }
  expect(await readAttempt(owner, attemptId, noBindings)).toMatchObject(result)
  for (const ctx of [stranger, world.visitor])
    await expect(readAttempt(ctx, attemptId, noBindings)).rejects.toThrow(missing)
  expect(await readAttempt(stranger, attemptId, bindings)).toMatchObject({ isAnothers: true })
})

test('A4: a used state is refused, and the same redirect in the same browser leads to the same page', async () => {
  const { query, bindings } = await world.consent(seller, websiteStart(marketplaceIds.de), 'A3EULINDENHOF')
  const attemptId = await receiveRedirect(seller, query, bindings)
  await completeAuthorization(seller, attemptId)
  const exchanges = world.tokenRequests().length
  expect(await receiveRedirect(seller, query, bindings)).toBe(attemptId)
  expect(await completeAuthorization(seller, attemptId)).toMatchObject({ kind: 'completed' })
  expect(world.tokenRequests().length).toBe(exchanges)

  const altered = query.replace(/selling_partner_id=[^&]+/, 'selling_partner_id=A2NANORTHWIND')
  await expect(receiveRedirect(seller, altered, bindings)).rejects.toThrow(refusal('state_used'))
  world.passMs(11 * minuteMs)
  await expect(receiveRedirect(seller, query, bindings)).rejects.toThrow(refusal('state_used'))
})

test('A22: a used state that is sent repeatedly leaves a bounded number of entries', async () => {
  const { query, bindings } = await world.consent(seller, websiteStart(marketplaceIds.de), 'A3EULINDENHOF')
  const attemptId = await receiveRedirect(seller, query, bindings)
  const replay = () =>
    receiveRedirect({ ...world.visitor, address: '203.0.113.7' }, query, foreignBindings(bindings)).catch(
      String,
    )
  const answers: string[] = []
  for (let round = 0; round < limits['redirect.attempt'].tries + 5; round += 1) answers.push(await replay())
  expect(answers.at(-1)).toContain('too_many_requests')
  const refused = (await world.trace(attemptId)).filter((action) => action === 'attempt.refused')
  expect(refused).toHaveLength(limits['redirect.attempt'].tries)
  await expect(receiveRedirect(seller, query, bindings), 'the rightful browser goes on').resolves.toBe(
    attemptId,
  )
})

test('Confirm pressed twice: two codes for one state lead the same browser to the same finish page', async () => {
  const { query, bindings } = await world.consent(seller, websiteStart(marketplaceIds.us), 'A1USHARBORPINE')
  const attemptId = await receiveRedirect(seller, query, bindings)
  const { code } = world.simulator.issueCode({ sellingPartnerId: 'A1USHARBORPINE' })
  const second = query.replace(/spapi_oauth_code=[^&]+/, `spapi_oauth_code=${code}`)
  expect(await receiveRedirect(seller, second, bindings)).toBe(attemptId)
  await expect(receiveRedirect(seller, second, foreignBindings(bindings))).rejects.toThrow(
    refusal('state_foreign'),
  )
  const before = world.tokenRequests().length
  expect(await completeAuthorization(seller, attemptId)).toMatchObject({ kind: 'completed' })
  expect(await receiveRedirect(seller, second, bindings), 'after the end, too').toBe(attemptId)
  expect(world.tokenRequests().length - before, 'one code is exchanged').toBe(1)
})

test('A4: with twenty simultaneous redirects of one state and different codes, one code is used', async () => {
  const { query, bindings } = await world.consent(seller, websiteStart(marketplaceIds.de), 'A3EULINDENHOF')
  const answers = await Promise.allSettled(
    Array.from({ length: 20 }, (_, i) =>
      receiveRedirect(
        seller,
        query.replace(/spapi_oauth_code=[^&]+/, `spapi_oauth_code=ANcode${i}`),
        bindings,
      ),
    ),
  )
  const pages = new Set(
    answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : answer.reason)),
  )
  expect(pages.size, 'one finish page').toBe(1)
  const [attemptId = ''] = pages
  const received = (await world.trace(attemptId)).filter((action) => action === 'attempt.received')
  expect(received).toHaveLength(1)
})

test('A4: twenty simultaneous finish pages exchange the code once', async () => {
  const { query, bindings } = await world.consent(seller, websiteStart(marketplaceIds.de), 'A3EULINDENHOF')
  const attemptId = await receiveRedirect(seller, query, bindings)
  const before = world.tokenRequests().length
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, () => completeAuthorization(seller, attemptId)),
  )
  expect(outcomes.filter(({ kind }) => kind === 'completed').length).toBeGreaterThan(0)
  expect(outcomes.every(({ kind }) => kind === 'completed' || kind === 'working')).toBe(true)
  expect(world.tokenRequests().length - before).toBe(1)
})

test('A5: an expired state is refused and its code is not exchanged', async () => {
  const { query, bindings } = await world.consent(seller, websiteStart(marketplaceIds.de), 'A3EULINDENHOF')
  const before = world.tokenRequests().length
  world.passMs(30 * minuteMs)
  await expect(receiveRedirect(seller, query, bindings)).rejects.toThrow(refusal('state_expired'))
  expect(world.tokenRequests().length).toBe(before)
})

test('A6: a state of an application with another redirect URI is refused here', async () => {
  const { query, bindings } = await world.consent(seller, websiteStart(marketplaceIds.de), 'A3EULINDENHOF')
  const elsewhere = {
    ...seller,
    settings: { ...seller.settings, redirectUri: 'https://other.example.com/sp-api/auth' },
  }
  await expect(receiveRedirect(elsewhere, query, bindings)).rejects.toThrow(refusal('state_unknown'))
})

test('an unknown state is refused', async () => {
  const query = `?state=${randomToken()}&selling_partner_id=A1&spapi_oauth_code=x`
  await expect(receiveRedirect(seller, query, noBindings)).rejects.toThrow(refusal('state_unknown'))
})

test('a refusal that comes while the same visit is granted changes nothing, and isn’t called a refusal', async () => {
  const { query, bindings } = await world.consent(seller, websiteStart(marketplaceIds.de), 'A3EULINDENHOF')
  const state = new URLSearchParams(query).get('state') ?? ''
  const own = eq(attempt.stateDigest, digest(state))
  let refused: Promise<unknown> = Promise.resolve()
  await db.transaction(async (tx) => {
    const granted = {
      status: 'received',
      receivedAt: world.services.now(),
      redirectDigest: 'of the grant',
    } as const
    await tx.update(attempt).set(granted).where(own)
    refused = receiveRedirect(seller, `?state=${state}&error=access_denied`, bindings).catch(String)
    await untilBlocked(db, tx)
  })
  expect(await refused).toContain('state_used')
  expect(await db.select().from(attempt).where(own)).toMatchObject([{ status: 'received', problem: null }])
})

test('A9: a redirect without a code ends the attempt and says so', async () => {
  const { query, bindings } = await world.consent(seller, websiteStart(marketplaceIds.de), 'A3EULINDENHOF')
  const state = new URLSearchParams(query).get('state')
  await expect(receiveRedirect(seller, `?state=${state}&error=access_denied`, bindings)).rejects.toThrow(
    refusal('consent_refused'),
  )
  const [row] = await db
    .select()
    .from(attempt)
    .where(eq(attempt.stateDigest, digest(state ?? '')))
  expect(row).toMatchObject({
    status: 'failed',
    problem: 'consent_refused',
    failure: { source: 'consent', code: 'access_denied' },
  })
  await expect(receiveRedirect(seller, query, bindings)).rejects.toThrow(refusal('state_used'))
})
