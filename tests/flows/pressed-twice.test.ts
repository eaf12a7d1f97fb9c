import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { account, attempt, authorization } from '#drizzle/schema.ts'
import { findMarketplaceByCountry } from '#lib/amazon/marketplaces.ts'
import { beginAuthorization } from '#lib/attempts/begin.ts'
import { completeAuthorization } from '#lib/attempts/complete.ts'
import { type Bindings, noBindings } from '#lib/attempts/new-attempt.ts'
import { findReturned, findUnfinished, readArrival, reportConsent } from '#lib/attempts/read-own.ts'
import { receiveRedirect } from '#lib/attempts/receive.ts'
import type { Context } from '#lib/context.ts'
import { claimLink } from '#lib/links/redeem.ts'
import { isRepeatedSignUp, signUp } from '#lib/people/sign-up.ts'
import { Secret } from '#lib/secret.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, foreignBindings, marketplaceIds, refusal, websiteStart } from './amazon-world.ts'
import { createLinkWorld } from './link-world.ts'
import { goodPassword } from './people-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const links = await createLinkWorld(database, world)
const minuteMs = 60_000

/** Amazon's query to the Login URI. An empty `host`: a path alone. */
function visit(sellingPartnerId: string, host = 'sellercentral.amazon.com') {
  const path = `/apps/authorize/confirm/${world.applicationId}`
  return `?${new URLSearchParams({
    amazon_callback_uri: host === '' ? path : `https://${host}${path}`,
    amazon_state: 'a b/c',
    selling_partner_id: sellingPartnerId,
  })}`
}

const redirectOf = (uri: string, sellingPartnerId: string) =>
  `?${new URLSearchParams({
    state: new URL(uri).searchParams.get('state') ?? '',
    selling_partner_id: sellingPartnerId,
    spapi_oauth_code: world.simulator.issueCode({ sellingPartnerId }).code,
  })}`

async function arrive(ctx: Context, query: string, present: Bindings = noBindings) {
  const { attemptId: id, bindings } = await beginAuthorization(ctx, query, present)
  const press = (more: Record<string, string> = {}, by: Context = ctx, held: Bindings = bindings) =>
    beginAuthorization(by, `?${new URLSearchParams({ attempt: id, ...more })}`, held)
  return { id, bindings, press }
}

function toAmazon(answer: Awaited<ReturnType<typeof beginAuthorization>>): string {
  if (answer.kind !== 'redirect') throw new Error(answer.kind)
  return answer.uri
}

const rowOf = async (id: string) => (await db.select().from(attempt).where(eq(attempt.id, id)))[0]

/** Both kinds of arrival: one that becomes an attempt of its own, and one that continues an attempt in progress. */
const kinds = {
  'of a seller who comes from Amazon': async (ctx: Context) => arrive(ctx, visit('A1USHARBORPINE')),
  'of a seller whom Amazon interrupts': async (ctx: Context) => {
    const begun = await beginAuthorization(ctx, websiteStart(marketplaceIds.us), noBindings)
    return arrive(ctx, visit('A1USHARBORPINE'), begun.bindings)
  },
}

describe.each(Object.entries(kinds))('Continue at Amazon, %s', (_kind, begin) => {
  test('pressed twice, leads to the same page of Amazon, and the grant is stored once', async () => {
    const seller = await world.addAccount('Twice')
    const { press } = await begin(seller)
    const first = await press()
    expect(toAmazon(await press(undefined, seller, first.bindings))).toBe(toAmazon(first))
    const returned = await receiveRedirect(
      seller,
      redirectOf(toAmazon(first), 'A1USHARBORPINE'),
      first.bindings,
    )
    expect(returned).toBe(first.attemptId)
    expect(await completeAuthorization(seller, returned)).toMatchObject({ kind: 'completed' })
    expect(await db.select().from(authorization)).toHaveLength(1)
    await db.delete(authorization)
  })

  test('double-clicked, so that both requests are in progress together, leads to one page', async () => {
    const seller = await world.addAccount('Double click')
    const { press } = await begin(seller)
    const answers = await Promise.all(Array.from({ length: 8 }, () => press()))
    expect(new Set(answers.map(toAmazon)).size).toBe(1)
  })

  test('can be pressed again after Back: the page is still there', async () => {
    const seller = await world.addAccount('Back')
    const { id, press, bindings } = await begin(seller)
    const before = await readArrival(seller, id, bindings)
    const first = await press()
    expect(await readArrival(seller, id, first.bindings)).toMatchObject({
      attemptId: id,
      sellingPartnerId: before.sellingPartnerId,
      choices: before.choices,
    })
    expect(await findReturned(seller, id, first.bindings)).toBeNull()
  })

  test('pressed after the seller came back, leads to the finish page', async () => {
    const seller = await world.addAccount('Came back')
    const { id, press } = await begin(seller)
    const first = await press()
    await receiveRedirect(seller, redirectOf(toAmazon(first), 'A1USHARBORPINE'), first.bindings)
    const finish = { kind: 'finish', attemptId: first.attemptId }
    expect(await press(undefined, seller, first.bindings)).toMatchObject(finish)
    expect(await findReturned(seller, id, first.bindings)).toBe(first.attemptId)
    await completeAuthorization(seller, first.attemptId)
    expect(await press(undefined, seller, first.bindings)).toMatchObject(finish)
    await db.delete(authorization)
  })

  test('extends no deadline, however often it is pressed', async () => {
    const seller = await world.addAccount('Patient')
    const { press } = await begin(seller)
    const first = await press()
    const { stateExpiresAt } = (await rowOf(first.attemptId)) ?? {}
    for (let minute = 0; minute < 25; minute += 5) {
      world.passMs(5 * minuteMs)
      expect(await press(undefined, seller, first.bindings)).toMatchObject({ setsBinding: false })
    }
    expect((await rowOf(first.attemptId))?.stateExpiresAt).toEqual(stateExpiresAt)
    world.passMs(6 * minuteMs)
    await expect(press(undefined, seller, first.bindings)).rejects.toThrow(refusal('state_expired'))
  })

  test('doesn’t work in another browser or for another account', async () => {
    const seller = await world.addAccount('Owner')
    const { id, press } = await begin(seller)
    const { bindings } = await press()
    const stranger = await world.addAccount('Stranger')
    const withoutOwn = new Map([...bindings].filter(([of]) => of !== id))
    for (const [by, held] of [
      [stranger, bindings],
      [seller, noBindings],
      [seller, withoutOwn],
      [seller, foreignBindings(bindings)],
    ] as const) {
      await expect(press(undefined, by, held)).rejects.toThrow(refusal('attempt_not_found'))
      await expect(readArrival(by, id, held)).rejects.toThrow(refusal('attempt_not_found'))
    }
  })
})

test('a seller who goes back and corrects the country continues with the corrected one', async () => {
  const seller = await world.addAccount('Corrected')
  const marketplaceOf = (country: string) => findMarketplaceByCountry(country)?.id ?? ''
  const { id, press } = await arrive(seller, visit('A3EULINDENHOF', ''))
  const german = await press({ marketplace: marketplaceOf('DE'), partner: 'seller' })
  expect(new URL(toAmazon(german)).href).toContain('sellercentral-europe.amazon.com')
  const japanese = await press({ marketplace: marketplaceOf('JP'), partner: 'seller' })
  expect(new URL(toAmazon(japanese)).href).toContain('sellercentral.amazon.co.jp')
  expect(await rowOf(id)).toMatchObject({ marketplaceId: marketplaceOf('JP'), status: 'started' })
  expect((await readArrival(seller, id, japanese.bindings)).proposed).toEqual({
    marketplaceId: marketplaceOf('JP'),
    partnerType: 'seller',
  })
  expect(await press(), 'and without an answer, the last one counts').toMatchObject({
    uri: toAmazon(japanese),
  })
})

test('a connect link is claimed once, however often its button is pressed at the same time', async () => {
  const seller = await world.addAccount('Claims twice')
  const { id, token } = await links.make()
  const claims = await Promise.all(Array.from({ length: 8 }, () => claimLink(seller, token, null)))
  expect(new Set(claims)).toEqual(new Set([id]))
  expect(await world.trace(id)).toEqual(['connect-link.created', 'connect-link.taken-up'])
  const stranger = await world.addAccount('Too late')
  await expect(claimLink(stranger, token, null)).rejects.toThrow(refusal('connect_link_taken'))
})

test('a sign-up that is sent twice creates one account', async () => {
  const form = { email: 'twice@example.com', name: 'Double Click', password: new Secret(goodPassword) }
  const sent = await Promise.allSettled([signUp(world.visitor, form), signUp(world.visitor, form)])
  expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await db.select().from(account).where(eq(account.name, 'Double Click'))).toHaveLength(1)
  expect(await isRepeatedSignUp(world.visitor, form)).toBe(true)
  for (const changes of [
    { password: new Secret(`${goodPassword}-other`) },
    { name: 'Another Business' },
    { email: 'nobody@example.com' },
  ])
    expect(await isRepeatedSignUp(world.visitor, { ...form, ...changes })).toBe(false)
  world.passMs(11 * minuteMs)
  expect(await isRepeatedSignUp(world.visitor, form), 'later, they sign in').toBe(false)
})

test('a report that is sent twice is stored, and so is a corrected one', async () => {
  const seller = await world.addAccount('Reports twice')
  const { attemptId } = await beginAuthorization(seller, websiteStart(marketplaceIds.us), noBindings)
  await Promise.all([reportConsent(seller, attemptId, 'MD5101'), reportConsent(seller, attemptId, 'MD5101')])
  await reportConsent(seller, attemptId, 'MD9100')
  expect((await findUnfinished(seller))?.report?.shown).toBe('MD9100')
})
