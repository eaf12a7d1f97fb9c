import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { attempt, authorization, event } from '#drizzle/schema.ts'
import { beginAuthorization } from '#lib/attempts/begin.ts'
import { completeAuthorization } from '#lib/attempts/complete.ts'
import { noBindings } from '#lib/attempts/new-attempt.ts'
import { acceptQuarantined } from '#lib/attempts/quarantine.ts'
import { receiveRedirect } from '#lib/attempts/receive.ts'
import { releaseAuthorization } from '#lib/authorizations/disconnect.ts'
import type { Context } from '#lib/context.ts'
import { revokeLink } from '#lib/links/create.ts'
import { listLinks, listUnfinishedLinks } from '#lib/links/list.ts'
import { claimLink, readLink } from '#lib/links/redeem.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, marketplaceIds, refusal } from './amazon-world.ts'
import { createLinkWorld } from './link-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const { operator, make } = await createLinkWorld(database, world)
const { us, de, jp } = marketplaceIds
const france = 'A13V1IB3VIYZZH'
const dayMs = 86_400_000

const makeSet = (marketplaceIds: readonly string[], changes = {}) =>
  make({ marketplaceId: null, marketplaceIds, ...changes })
const start = (id: string, marketplaceId?: string) =>
  `?link=${id}${marketplaceId === undefined ? '' : `&marketplace=${marketplaceId}`}`
const viewOf = async (id: string) =>
  (await listLinks(operator, { limit: 200 })).rows.find((row) => row.id === id)
const progressOf = async (id: string) =>
  (await viewOf(id))?.steps.map(({ consentGroup, connectedAt }) => [consentGroup, connectedAt !== null])
const eventsOf = async (id: string) =>
  (await db.select().from(event).where(eq(event.subjectId, id)).orderBy(event.sequence)).map(
    ({ type, data }) => ({ type, ...(data as object) }),
  )
const endAll = () => db.delete(authorization)

/** From Amazon's page to the stored grant, for an earlier consent. */
async function finish(seller: Context, given: Awaited<ReturnType<typeof world.consent>>) {
  const attemptId = await receiveRedirect(seller, given.query, given.bindings)
  return completeAuthorization(seller, attemptId)
}

test('a link for several countries connects each once, and is used up with the last', async () => {
  const seller = await world.addAccount('Everywhere')
  const { id, token } = await makeSet([us, de, france, jp])
  expect(await readLink(world.visitor, token)).toMatchObject({
    marketplace: null,
    steps: [
      { consentGroup: 'na', marketplaceIds: [us] },
      { consentGroup: 'eu', marketplaceIds: [de, france] },
      { consentGroup: 'jp', marketplaceIds: [jp] },
    ],
  })
  await claimLink(seller, token, null)
  expect(await claimLink(seller, token, de), 'in any order').toBe(id)

  expect((await world.authorize(seller, start(id, de), 'A3EULINDENHOF')).outcome).toMatchObject({
    kind: 'completed',
  })
  expect(await progressOf(id)).toEqual([
    ['na', false],
    ['eu', true],
    ['jp', false],
  ])
  expect(await viewOf(id)).toMatchObject({ state: 'claimed', usedAt: null })
  await expect(beginAuthorization(seller, start(id, france), noBindings)).rejects.toThrow(
    refusal('connect_link_country_done'),
  )

  // Without a country, it continues with the first open one.
  expect((await world.authorize(seller, start(id), 'A2NANORTHWIND')).outcome).toMatchObject({
    kind: 'completed',
  })
  expect(await listUnfinishedLinks(seller)).toMatchObject([{ id }])
  expect((await world.authorize(seller, start(id), 'A5JPAOZORA')).outcome).toMatchObject({
    kind: 'completed',
  })
  expect(await viewOf(id)).toMatchObject({ state: 'used' })
  expect(await listUnfinishedLinks(seller)).toEqual([])
  await expect(beginAuthorization(seller, start(id, jp), noBindings)).rejects.toThrow(
    refusal('connect_link_used'),
  )

  expect(await world.trace(id)).toEqual([
    'connect-link.created',
    'connect-link.taken-up',
    'connect-link.country-connected',
    'connect-link.country-connected',
    'connect-link.used',
  ])
  expect(await eventsOf(id)).toMatchObject([
    { type: 'link.changed', state: 'open', connected: 0, total: 3 },
    { type: 'link.changed', state: 'claimed', connected: 0, total: 3 },
    { type: 'link.changed', state: 'claimed', connected: 1, total: 3 },
    { type: 'link.changed', state: 'claimed', connected: 2, total: 3 },
    { type: 'link.completed', state: 'used', connected: 3, total: 3 },
  ])
})

test('a second account is refused, whatever country it continues with', async () => {
  const [seller, other] = [await world.addAccount('First come'), await world.addAccount('Second come')]
  const { id, token } = await makeSet([us, jp])
  await claimLink(seller, token, us)
  await expect(claimLink(other, token, jp)).rejects.toThrow(refusal('connect_link_taken'))
  await expect(readLink(other, token)).rejects.toThrow(refusal('connect_link_taken'))
  await expect(beginAuthorization(other, start(id, jp), noBindings)).rejects.toThrow(
    refusal('connect_link_taken'),
  )
  expect(await listUnfinishedLinks(other)).toEqual([])
  expect(await listUnfinishedLinks(seller)).toHaveLength(1)
})

test('a country that the link doesn’t ask for is refused before Amazon and quarantined after it', async () => {
  await endAll()
  const seller = await world.addAccount('Elsewhere')
  const { id, token } = await makeSet([de, jp])
  await expect(claimLink(seller, token, us)).rejects.toThrow(refusal('connect_link_country'))
  await claimLink(seller, token, de)
  await expect(beginAuthorization(seller, start(id, us), noBindings)).rejects.toThrow(
    refusal('connect_link_country'),
  )
  // Sent to Japan, but signed in at Amazon to an account in North America.
  const { outcome, attemptId } = await world.authorize(seller, start(id, jp), 'A2NANORTHWIND')
  expect(outcome).toEqual({ kind: 'failed', code: 'connect_link_country' })
  expect(await db.select().from(attempt).where(eq(attempt.id, attemptId))).toMatchObject([
    { status: 'quarantined' },
  ])
  expect(await db.select().from(authorization)).toEqual([])
  expect(await progressOf(id)).toEqual([
    ['eu', false],
    ['jp', false],
  ])
})

test('when the seller switches to another country of the link at Amazon, that country counts', async () => {
  await endAll()
  const seller = await world.addAccount('Switches')
  const { id, token } = await makeSet([de, us])
  await claimLink(seller, token, null)
  expect((await world.authorize(seller, start(id, de), 'A2NANORTHWIND')).outcome).toMatchObject({
    kind: 'completed',
  })
  expect(await progressOf(id)).toEqual([
    ['eu', false],
    ['na', true],
  ])
})

test('a second selling account of a connected country is quarantined', async () => {
  await endAll()
  const seller = await world.addAccount('Two stores')
  const { id, token } = await makeSet([de, jp])
  await claimLink(seller, token, null)
  const [one, another] = [
    await world.consent(seller, start(id, de), 'A3EULINDENHOF'),
    await world.consent(seller, start(id, de), 'A11DELONGNAME'),
  ]
  expect(await finish(seller, one)).toMatchObject({ kind: 'completed' })
  expect(await finish(seller, another)).toEqual({ kind: 'failed', code: 'connect_link_country_done' })
  expect(await db.select().from(authorization)).toHaveLength(1)
})

test('when one country is completed twice concurrently, one counts; two countries both count', async () => {
  await endAll()
  const seller = await world.addAccount('In a hurry')
  const { id, token } = await makeSet([de, jp, us])
  await claimLink(seller, token, null)
  const given = [
    await world.consent(seller, start(id, de), 'A3EULINDENHOF'),
    await world.consent(seller, start(id, de), 'A3EULINDENHOF'),
    await world.consent(seller, start(id, jp), 'A5JPAOZORA'),
  ]
  const outcomes = await Promise.all(given.map((one) => finish(seller, one)))
  expect(outcomes.map(({ kind }) => kind)).toEqual(['completed', 'completed', 'completed'])
  expect(await db.select().from(authorization)).toHaveLength(2)
  expect(await progressOf(id)).toEqual([
    ['eu', true],
    ['jp', true],
    ['na', false],
  ])
  expect(
    (await world.trace(id)).filter((action) => action === 'connect-link.country-connected'),
  ).toHaveLength(2)
})

test('connecting the last two countries at the same time completes the link once', async () => {
  await endAll()
  const seller = await world.addAccount('Both at once')
  const { id, token } = await makeSet([de, jp])
  await claimLink(seller, token, null)
  const given = [
    await world.consent(seller, start(id, de), 'A3EULINDENHOF'),
    await world.consent(seller, start(id, jp), 'A5JPAOZORA'),
  ]
  await Promise.all(given.map((one) => finish(seller, one)))
  expect(await viewOf(id)).toMatchObject({ state: 'used' })
  expect((await eventsOf(id)).filter(({ type }) => type === 'link.completed')).toHaveLength(1)
})

test('connected countries stay when the link expires halfway, and the rest is refused', async () => {
  await endAll()
  const seller = await world.addAccount('Too slow')
  const { id, token } = await makeSet([de, jp], { days: 1 })
  await claimLink(seller, token, null)
  await world.authorize(seller, start(id, de), 'A3EULINDENHOF')
  world.passMs(dayMs)
  expect(await viewOf(id)).toMatchObject({ state: 'expired' })
  expect(await progressOf(id)).toEqual([
    ['eu', true],
    ['jp', false],
  ])
  await expect(beginAuthorization(seller, start(id, jp), noBindings)).rejects.toThrow(
    refusal('connect_link_expired'),
  )
  expect(await listUnfinishedLinks(seller)).toEqual([])
  expect(await db.select().from(authorization)).toMatchObject([{ disconnectedAt: null }])
})

test('a grant that comes back after the link was revoked halfway is quarantined, and the rest stays', async () => {
  await endAll()
  const seller = await world.addAccount('Interrupted')
  const { id, token } = await makeSet([de, jp])
  await claimLink(seller, token, null)
  await world.authorize(seller, start(id, de), 'A3EULINDENHOF')
  const given = await world.consent(seller, start(id, jp), 'A5JPAOZORA')
  await revokeLink(operator, id)
  expect(await finish(seller, given)).toEqual({ kind: 'failed', code: 'connect_link_revoked' })
  expect(await viewOf(id)).toMatchObject({ state: 'revoked' })
  expect(await db.select().from(authorization)).toHaveLength(1)
})

describe('a grant that an operator accepts from quarantine', () => {
  const reference = { externalReference: 'crm-77', tags: { plan: 'pro' } }

  /** Another account has the selling partner, and is released after the grant came. */
  async function setAside(link: Awaited<ReturnType<typeof makeSet>>): Promise<string> {
    await endAll()
    const [holder, seller] = [await world.addAccount('Holder'), await world.addAccount('Claims')]
    const held = await world.authorize(holder, `?marketplace=${de}`, 'A3EULINDENHOF')
    if (held.outcome.kind !== 'completed') throw new Error(held.outcome.kind)
    await claimLink(seller, link.token, de)
    const { outcome, attemptId } = await world.authorize(seller, start(link.id, de), 'A3EULINDENHOF')
    expect(outcome).toEqual({ kind: 'failed', code: 'selling_partner_taken' })
    await releaseAuthorization(world.operator, held.outcome.authorizationId)
    return attemptId
  }

  async function accept(attemptId: string) {
    const accepted = await acceptQuarantined(world.operator, attemptId)
    if (accepted.kind !== 'accepted') throw new Error(accepted.code)
    return (await db.select().from(authorization).where(eq(authorization.id, accepted.authorizationId)))[0]
  }

  test('connects its country of the link, and gets the link’s reference and tags', async () => {
    const link = await makeSet([de, jp], reference)
    expect(await accept(await setAside(link))).toMatchObject(reference)
    expect(await progressOf(link.id)).toEqual([
      ['eu', true],
      ['jp', false],
    ])
    expect((await world.trace(link.id)).at(-1)).toBe('connect-link.country-connected')
  })

  test('uses up a link for one country, even if it has expired meanwhile', async () => {
    const link = await make({ marketplaceId: de, days: 1, ...reference })
    const attemptId = await setAside(link)
    world.passMs(2 * dayMs)
    expect(await accept(attemptId)).toMatchObject(reference)
    expect(await viewOf(link.id)).toMatchObject({ state: 'used' })
    expect((await eventsOf(link.id)).at(-1)).toMatchObject({ type: 'link.completed', state: 'used' })
  })

  test('leaves a link alone that was revoked', async () => {
    const link = await makeSet([de, jp], reference)
    const attemptId = await setAside(link)
    await revokeLink(operator, link.id)
    expect(await accept(attemptId)).toMatchObject({ externalReference: null, tags: {} })
    expect(await viewOf(link.id)).toMatchObject({ state: 'revoked' })
  })
})

test('a failure at Amazon leaves the country open', async () => {
  await endAll()
  const seller = await world.addAccount('Refused')
  const { id, token } = await makeSet([de, jp])
  await claimLink(seller, token, null)
  const beginning = await beginAuthorization(seller, start(id, de), noBindings)
  if (beginning.kind !== 'redirect') throw new Error(beginning.kind)
  const state = new URL(beginning.uri).searchParams.get('state')
  await expect(
    receiveRedirect(seller, `?state=${state}&error=access_denied`, beginning.bindings),
  ).rejects.toThrow(refusal('consent_refused'))
  expect(await progressOf(id)).toEqual([
    ['eu', false],
    ['jp', false],
  ])
  expect(await db.select().from(authorization)).toEqual([])
})

test('an invalid set of countries is refused, and nothing is created', async () => {
  const before = (await listLinks(operator, { limit: 200 })).rows.length
  for (const [changes, code] of [
    [{ marketplaceIds: [de, 'A0NOWHERE'] }, 'marketplace_unknown'],
    [{ marketplaceIds: [de, jp], marketplaceId: us }, 'link_countries_conflict'],
    [{ marketplaceIds: [de, jp], expectedSellingPartnerId: 'A1' }, 'link_countries_conflict'],
  ] as const) {
    await expect(make({ marketplaceId: null, ...changes }), code).rejects.toThrow(refusal(code))
  }
  expect((await listLinks(operator, { limit: 200 })).rows).toHaveLength(before)
})
