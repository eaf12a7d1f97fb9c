import { getTableName, is } from 'drizzle-orm'
import { PgTable } from 'drizzle-orm/pg-core'
import { expect, test } from 'vitest'
import * as schema from '#drizzle/schema.ts'
import { beginAuthorization } from '#lib/attempts/begin.ts'
import { completeAuthorization } from '#lib/attempts/complete.ts'
import { type Bindings, noBindings } from '#lib/attempts/new-attempt.ts'
import { readArrival, readAttempt } from '#lib/attempts/read-own.ts'
import { receiveRedirect } from '#lib/attempts/receive.ts'
import type { Context } from '#lib/context.ts'
import { randomToken } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, foreignBindings, marketplaceIds, refusal, websiteStart } from './amazon-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const seller = await world.addAccount('Blue Kettle')
const second = 'amzn1.sp.solution.00000000-0000-4000-8000-000000000002'
await world.addApplication({
  applicationId: second,
  lwaClientId: 'amzn1.application-oa2-client.0000000000000002',
  clientSecret: `amzn1.oa2-cs.v1.${randomToken()}`,
  status: 'published',
})

const logIn = (applicationId: string, sellingPartnerId: string, amazonState = 'their-state') =>
  `?${new URLSearchParams({
    amazon_callback_uri: `https://sellercentral.amazon.com/apps/authorize/confirm/${applicationId}`,
    amazon_state: amazonState,
    selling_partner_id: sellingPartnerId,
  })}`

/** From Amazon's Appstore to the state that we send to Amazon. */
async function takeUp(ctx: Context, applicationId: string, sellingPartnerId: string) {
  const arrived = await beginAuthorization(ctx, logIn(applicationId, sellingPartnerId), noBindings)
  if (arrived.kind !== 'confirm') throw new Error(arrived.kind)
  const { attemptId, bindings } = arrived
  const goesOn = await beginAuthorization(ctx, `?attempt=${attemptId}`, bindings)
  if (goesOn.kind !== 'redirect') throw new Error(goesOn.kind)
  const state = new URL(goesOn.uri).searchParams.get('state') ?? ''
  return { attemptId, bindings, state }
}

const back = (state: string, sellingPartnerId: string, code: string) =>
  `?${new URLSearchParams({ state, selling_partner_id: sellingPartnerId, spapi_oauth_code: code })}`

/** As if the browser held this text for every attempt. */
const guess = (bindings: Bindings, text: string): Bindings =>
  new Map([...bindings.keys()].map((id) => [id, text]))

/** Every text in the database. */
async function dump(): Promise<Set<string>> {
  const tables = Object.values(schema).filter((value) => is(value, PgTable))
  expect(tables.map(getTableName)).toContain('attempt')
  const rows = (await Promise.all(tables.map((table) => db.select().from(table)))).flat()
  return new Set(rows.flatMap((row) => Object.values(row)).filter((value) => typeof value === 'string'))
}

test('A2: a copy of the database is not enough to complete an attempt, open its page or claim an arrival', async () => {
  const { query, bindings } = await world.consent(seller, websiteStart(marketplaceIds.us), 'A1USHARBORPINE')
  const arrived = await beginAuthorization(
    world.visitor,
    logIn(world.applicationId, 'A1USHARBORPINE'),
    noBindings,
  )
  if (arrived.kind !== 'sign-in') throw new Error(arrived.kind)
  const stolen = await dump()
  expect(stolen.size).toBeGreaterThan(20)
  const code = new URLSearchParams(query).get('spapi_oauth_code') ?? ''
  const before = world.tokenRequests().length
  // Many more tries than one address has.
  const thief = () => ({ ...seller, address: randomToken() })
  for (const value of stolen) {
    await expect(receiveRedirect(thief(), back(value, 'A1USHARBORPINE', code), bindings)).rejects.toThrow(
      /^(state_unknown|parameter_\w+):/,
    )
    await expect(receiveRedirect(thief(), query, guess(bindings, value))).rejects.toThrow(
      refusal('state_foreign'),
    )
    await expect(readArrival(seller, arrived.attemptId, guess(arrived.bindings, value))).rejects.toThrow(
      refusal('attempt_not_found'),
    )
    await expect(
      beginAuthorization(seller, `?attempt=${arrived.attemptId}`, guess(arrived.bindings, value)),
    ).rejects.toThrow(refusal('attempt_not_found'))
  }
  const attemptId = await receiveRedirect(seller, query, bindings)
  for (const value of stolen)
    await expect(readAttempt(seller, attemptId, guess(bindings, value))).rejects.toThrow(
      refusal('attempt_not_found'),
    )
  expect(world.tokenRequests()).toHaveLength(before)
  expect(await completeAuthorization(seller, attemptId)).toMatchObject({ kind: 'completed' })
})

test('A3: an attempt that Amazon started is bound to its browser and its account like any other', async () => {
  const { attemptId, bindings, state } = await takeUp(seller, world.applicationId, 'A9USQUOTES')
  const { code } = world.simulator.issueCode({ sellingPartnerId: 'A9USQUOTES' })
  const query = back(state, 'A9USQUOTES', code)
  const stranger = await world.addAccount('Stranger')
  const before = world.tokenRequests().length
  for (const [ctx, binding, code] of [
    [seller, foreignBindings(bindings), 'state_foreign'],
    [seller, noBindings, 'state_foreign'],
    [stranger, bindings, 'state_other_account'],
  ] as const) {
    await expect(receiveRedirect(ctx, query, binding)).rejects.toThrow(refusal(code))
  }
  expect(world.tokenRequests()).toHaveLength(before)
  expect(await receiveRedirect(seller, query, bindings)).toBe(attemptId)
  expect(await completeAuthorization(seller, attemptId)).toMatchObject({ kind: 'completed' })
})

test("A6: a code of one application under the state of another is refused by Amazon, and nobody's record changes", async () => {
  const { bindings, state } = await takeUp(seller, second, 'A2NANORTHWIND')
  const before = await db.select().from(schema.authorization)
  const { code } = world.simulator.issueCode({
    sellingPartnerId: 'A2NANORTHWIND',
    applicationId: world.applicationId,
  })
  const attemptId = await receiveRedirect(seller, back(state, 'A2NANORTHWIND', code), bindings)
  expect(await completeAuthorization(seller, attemptId)).toEqual({ kind: 'failed', code: 'code_refused' })
  expect(await db.select().from(schema.authorization)).toEqual(before)
})

test('A6: each application keeps its own record of one seller, with its own token', async () => {
  const ids: string[] = []
  for (const applicationId of [world.applicationId, second]) {
    const { bindings, state } = await takeUp(seller, applicationId, 'A1USHARBORPINE')
    const { code } = world.simulator.issueCode({ sellingPartnerId: 'A1USHARBORPINE', applicationId })
    const attemptId = await receiveRedirect(seller, back(state, 'A1USHARBORPINE', code), bindings)
    const outcome = await completeAuthorization(seller, attemptId)
    ids.push(outcome.kind === 'completed' ? outcome.authorizationId : JSON.stringify(outcome))
  }
  expect(new Set(ids).size).toBe(2)
})

test('A6: an attempt of one application is never continued by a visit for another one', async () => {
  const beginning = await beginAuthorization(seller, websiteStart(marketplaceIds.us), noBindings)
  const { bindings } = beginning
  const other = await beginAuthorization(seller, logIn(second, 'A1USHARBORPINE'), bindings)
  expect(other.kind, 'a passage of its own').toBe('confirm')
  const own = await beginAuthorization(seller, logIn(world.applicationId, 'A1USHARBORPINE'), bindings)
  expect(own.kind).toBe('redirect')
})

test('A9: Amazon sends the browser back after Cancel: the attempt ends, says so, and its state is gone', async () => {
  world.simulator.settings.cancelGoesBack = true
  const beginning = await beginAuthorization(seller, websiteStart(marketplaceIds.us), noBindings)
  if (beginning.kind !== 'redirect') throw new Error(beginning.kind)
  const { origin, pathname, searchParams } = new URL(beginning.uri)
  searchParams.set('decision', 'cancel')
  searchParams.set('selling_partner_id', 'A1USHARBORPINE')
  const answer = await fetch(origin + pathname, { method: 'POST', body: searchParams, redirect: 'manual' })
  const { search } = new URL(answer.headers.get('location') ?? '')
  const before = world.tokenRequests().length
  await expect(receiveRedirect(seller, search, beginning.bindings)).rejects.toThrow(
    refusal('consent_refused'),
  )
  const granted = back(searchParams.get('state') ?? '', 'A1USHARBORPINE', 'ANcode')
  await expect(receiveRedirect(seller, granted, beginning.bindings)).rejects.toThrow(refusal('state_used'))
  expect(world.tokenRequests()).toHaveLength(before)
})

test('A16: a visit in another browser, or under another account, does not continue an attempt', async () => {
  const beginning = await beginAuthorization(seller, websiteStart(marketplaceIds.us), noBindings)
  const hop = logIn(world.applicationId, 'A1USHARBORPINE', 'a+b/c==')
  const stranger = await world.addAccount('Other')
  expect(await beginAuthorization(seller, hop, noBindings)).toMatchObject({ kind: 'confirm' })
  expect(await beginAuthorization(seller, hop, foreignBindings(beginning.bindings))).toMatchObject({
    kind: 'confirm',
  })
  expect(await beginAuthorization(stranger, hop, beginning.bindings)).toMatchObject({ kind: 'confirm' })
  expect(await beginAuthorization(world.visitor, hop, beginning.bindings)).toMatchObject({
    kind: 'sign-in',
  })
  const own = await beginAuthorization(seller, hop, beginning.bindings)
  expect(own).toMatchObject({
    kind: 'redirect',
    uri: expect.stringContaining('amazon_state=a%2Bb%2Fc%3D%3D&'),
  })
})
