import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { attempt, refusal as refusalTable } from '#drizzle/schema.ts'
import { findMarketplaceByCountry } from '#lib/amazon/marketplaces.ts'
import { beginAuthorization } from '#lib/attempts/begin.ts'
import { completeAuthorization } from '#lib/attempts/complete.ts'
import { closeAttempts } from '#lib/attempts/expire.ts'
import { type Bindings, noBindings } from '#lib/attempts/new-attempt.ts'
import { readArrival } from '#lib/attempts/read-own.ts'
import { receiveRedirect } from '#lib/attempts/receive.ts'
import type { Context } from '#lib/context.ts'
import { limits } from '#lib/people/limits.ts'
import { digest } from '#lib/vault/digest.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, marketplaceIds, refusal, websiteStart } from './amazon-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database, { status: 'draft', logInHop: 'draft' })
const seller = await world.addAccount('Blue Kettle')
const callback = `${world.origin}/sellercentral.amazon.com/apps/authorize/confirm/${world.applicationId}`
const arrival = (parameters: Record<string, string>) => `?${new URLSearchParams(parameters)}`

/** From our start to the moment when Amazon sends the browser through the Login URI. */
async function toLogInUri(ctx: Context, start: string, sellingPartnerId: string) {
  const beginning = await beginAuthorization(ctx, start, noBindings)
  if (beginning.kind !== 'redirect') throw new Error(beginning.kind)
  expect(new URL(beginning.uri).searchParams.get('version')).toBe('beta')
  const hop = await world.confirm(beginning.uri, sellingPartnerId)
  expect(new URL(hop).pathname).toBe('/authorize')
  return {
    hop: new URL(hop).search,
    bindings: beginning.bindings,
    firstState: new URL(beginning.uri).searchParams.get('state'),
  }
}

async function follow(uri: string): Promise<string> {
  const response = await fetch(uri, { redirect: 'manual' })
  const next = response.headers.get('location')
  if (next === null) throw new Error(`Amazon did not redirect: ${response.status} ${await response.text()}`)
  return new URL(next).search
}

/** The seller is asked once, and confirms. */
async function confirmVisit(ctx: Context, hop: string, bindings: Bindings) {
  const asked = await beginAuthorization(ctx, hop, bindings)
  if (asked.kind !== 'confirm') throw new Error(asked.kind)
  const back = await beginAuthorization(ctx, `?attempt=${asked.attemptId}`, asked.bindings)
  if (back.kind !== 'redirect') throw new Error(back.kind)
  return back
}

test('A16: a draft goes through the Login URI and back, within the same attempt', async () => {
  const { hop, bindings } = await toLogInUri(seller, websiteStart(marketplaceIds.us), 'A1USHARBORPINE')
  const back = await confirmVisit(seller, hop, bindings)
  const sent = new URL(back.uri).searchParams
  const amazons = new URLSearchParams(hop)
  expect(sent.get('amazon_state')).toBe(amazons.get('amazon_state'))
  expect(sent.get('version')).toBe('beta')
  const query = await follow(back.uri)
  const attemptId = await receiveRedirect(seller, query, back.bindings)
  expect(await completeAuthorization(seller, attemptId)).toMatchObject({ kind: 'completed' })
  expect(await db.select().from(attempt)).toHaveLength(1)
  expect(await world.trace(attemptId)).toEqual(['attempt.started', 'attempt.continued', 'attempt.received'])
})

test('a draft is not asked about a selling partner that already belongs to the account, at the host of the attempt', async () => {
  const { hop, bindings } = await toLogInUri(seller, websiteStart(marketplaceIds.us), 'A1USHARBORPINE')
  const back = await beginAuthorization(seller, hop, bindings)
  if (back.kind !== 'redirect') throw new Error(back.kind)
  expect(back, 'the binding lives no longer').toMatchObject({ bindings, setsBinding: false })
  const attemptId = await receiveRedirect(seller, await follow(back.uri), bindings)
  expect(await completeAuthorization(seller, attemptId)).toMatchObject({ kind: 'completed' })
})

test('A16: after the hop either state is accepted, and both are consumed together', async () => {
  const { hop, bindings, firstState } = await toLogInUri(
    seller,
    websiteStart(marketplaceIds.us),
    'A1USHARBORPINE',
  )
  const back = await beginAuthorization(seller, hop, bindings)
  if (back.kind !== 'redirect') throw new Error(back.kind)
  const query = new URLSearchParams(await follow(back.uri))
  const secondState = query.get('state')
  query.set('state', firstState ?? '')
  await receiveRedirect(seller, `?${query}`, bindings)
  query.set('state', secondState ?? '')
  query.set('selling_partner_id', 'A2NANORTHWIND')
  await expect(receiveRedirect(seller, `?${query}`, bindings)).rejects.toThrow(refusal('state_used'))
})

test('a visitor sent by Amazon is remembered, signs in, and continues', async () => {
  const parameters = {
    amazon_callback_uri: callback,
    amazon_state: 'a+b/c==',
    selling_partner_id: 'A1USHARBORPINE',
    version: 'beta',
    utm: '1',
  }
  const arrived = await beginAuthorization(world.visitor, arrival(parameters), noBindings)
  if (arrived.kind !== 'sign-in') throw new Error(arrived.kind)
  const [row] = await db.select().from(attempt).where(eq(attempt.id, arrived.attemptId))
  expect(row).toMatchObject({
    status: 'arrived',
    workflow: 'appstore',
    stateDigest: null,
    unknownParameters: ['utm'],
  })
  expect(await world.trace(arrived.attemptId), 'strangers fill no audit').toEqual([])

  const goesOn = await beginAuthorization(seller, `?attempt=${arrived.attemptId}`, arrived.bindings)
  if (goesOn.kind !== 'redirect') throw new Error(goesOn.kind)
  const sent = new URL(goesOn.uri)
  expect(sent.searchParams.get('amazon_state')).toBe('a+b/c==')
  expect(sent.href).toContain('amazon_state=a%2Bb%2Fc%3D%3D')
  const [started] = await db.select().from(attempt).where(eq(attempt.id, arrived.attemptId))
  expect(started?.stateDigest).toBe(digest(sent.searchParams.get('state') ?? ''))
  expect(await world.trace(arrived.attemptId)).toEqual(['attempt.started'])
})

test('a signed-in seller whom Amazon sends without a start of ours confirms first: nothing is sent back before', async () => {
  const parameters = { amazon_callback_uri: callback, amazon_state: 's', selling_partner_id: 'A9USQUOTES' }
  const unasked = await world.addAccount('Unasked')
  const arrived = await beginAuthorization(unasked, arrival(parameters), noBindings)
  if (arrived.kind !== 'confirm') throw new Error(arrived.kind)
  expect(await readArrival(unasked, arrived.attemptId, arrived.bindings)).toEqual({
    attemptId: arrived.attemptId,
    sellingPartnerId: 'A9USQUOTES',
    choices: { marketplaces: [findMarketplaceByCountry('US')], partnerTypes: ['seller'] },
    proposed: null,
  })
  await expect(readArrival(unasked, arrived.attemptId, noBindings)).rejects.toThrow(
    refusal('attempt_not_found'),
  )
  const goesOn = await beginAuthorization(unasked, `?attempt=${arrived.attemptId}`, arrived.bindings)
  expect(goesOn.kind).toBe('redirect')
})

test('a kept arrival belongs to its browser', async () => {
  const parameters = {
    amazon_callback_uri: callback,
    amazon_state: 's',
    selling_partner_id: 'A1USHARBORPINE',
  }
  const arrived = await beginAuthorization(world.visitor, arrival(parameters), noBindings)
  if (arrived.kind !== 'sign-in') throw new Error(arrived.kind)
  await expect(beginAuthorization(seller, `?attempt=${arrived.attemptId}`, noBindings)).rejects.toThrow(
    refusal('attempt_not_found'),
  )
  world.passMs(30 * 60_000)
  await expect(beginAuthorization(seller, `?attempt=${arrived.attemptId}`, arrived.bindings)).rejects.toThrow(
    refusal('state_expired'),
  )
})

test('A22: unclaimed arrivals are bounded in number and hold no data from Amazon', async () => {
  const stranger = { ...world.visitor, address: '203.0.113.8' }
  const arrive = () =>
    beginAuthorization(
      stranger,
      arrival({
        amazon_callback_uri: callback,
        amazon_state: 'kept no longer than needed',
        selling_partner_id: 'A1',
      }),
      noBindings,
    )
  const { tries } = limits['arrival.address']
  const before = await db.$count(attempt)
  for (let round = 0; round < tries; round += 1) expect((await arrive()).kind).toBe('sign-in')
  await expect(arrive()).rejects.toThrow(refusal('too_many_requests'))
  expect(await db.$count(attempt)).toBe(before + tries)
  world.passMs(31 * 60_000)
  await closeAttempts(world.system)
  expect(JSON.stringify(await db.select().from(attempt))).not.toContain('kept no longer')
})

test('A14: a bare path asks for the seller’s country, and is resolved against its host', async () => {
  const path = `/apps/authorize/confirm/${world.applicationId}`
  const stranger = await world.addAccount('Cold')
  const asked = await beginAuthorization(
    stranger,
    arrival({ amazon_callback_uri: path, amazon_state: 's', selling_partner_id: 'A5JPAOZORA' }),
    noBindings,
  )
  if (asked.kind !== 'confirm') throw new Error(asked.kind)
  const goesOn = await beginAuthorization(
    stranger,
    `?attempt=${asked.attemptId}&partner=seller&marketplace=${marketplaceIds.jp}`,
    asked.bindings,
  )
  if (goesOn.kind !== 'redirect') throw new Error(goesOn.kind)
  expect(goesOn.uri.startsWith(`${world.origin}/sellercentral.amazon.co.jp${path}?`)).toBe(true)
})

test('A14: a bare path within an attempt in progress is resolved against its own marketplace’s host', async () => {
  world.simulator.addFault({ kind: 'bare-callback-uri', times: 1 })
  const japan = await world.addAccount('Aozora')
  const { hop, bindings } = await toLogInUri(japan, websiteStart(marketplaceIds.jp), 'A5JPAOZORA')
  expect(new URLSearchParams(hop).get('amazon_callback_uri')).toMatch(/^\/apps/)
  const asked = await beginAuthorization(japan, hop, bindings)
  expect(await readArrival(japan, asked.attemptId, asked.bindings)).toMatchObject({
    choices: { marketplaces: [findMarketplaceByCountry('JP')], partnerTypes: ['seller'] },
  })
  const back = await confirmVisit(japan, hop, bindings)
  expect(back.uri).toContain('/sellercentral.amazon.co.jp/apps/authorize/confirm/')
  const attemptId = await receiveRedirect(japan, await follow(back.uri), back.bindings)
  expect(await completeAuthorization(japan, attemptId)).toMatchObject({ kind: 'completed' })
})

test('A15: a hostile callback creates no attempt, is counted, and gets no state', async () => {
  const before = (await db.select().from(attempt)).length
  for (const hostile of [
    `https://amazon.com.evil.example/apps/authorize/confirm/${world.applicationId}`,
    `https://amazon.com@evil.example/apps/authorize/confirm/${world.applicationId}`,
    `//evil.example/apps/authorize/confirm/${world.applicationId}`,
    `${callback}?next=https://evil.example`,
    `${world.origin}/evil.example/apps/authorize/confirm/${world.applicationId}`,
    'javascript:alert(1)',
    callback.replace(world.applicationId, 'amzn1.sp.solution.another'),
  ]) {
    const parameters = { amazon_callback_uri: hostile, amazon_state: 's', selling_partner_id: 'A1' }
    await expect(beginAuthorization(seller, arrival(parameters), noBindings)).rejects.toThrow(
      refusal('amazon_callback_uri_refused'),
    )
  }
  expect(await db.select().from(attempt)).toHaveLength(before)
  const counts = await db.select().from(refusalTable)
  expect(
    counts
      .filter(({ cause }) => cause === 'amazon_callback_uri_refused')
      .reduce((sum, { count }) => sum + count, 0),
  ).toBe(7)
})

test('A10: Amazon announces one selling partner and sends another: quarantined', async () => {
  const account = await world.addAccount('Mixed')
  const { hop, bindings } = await toLogInUri(account, websiteStart(marketplaceIds.us), 'A2NANORTHWIND')
  const back = await confirmVisit(account, hop, bindings)
  const query = (await follow(back.uri)).replace('A2NANORTHWIND', 'A9USQUOTES')
  const attemptId = await receiveRedirect(account, query, back.bindings)
  expect(await completeAuthorization(account, attemptId)).toEqual({
    kind: 'failed',
    code: 'selling_partner_mismatch',
  })
})
