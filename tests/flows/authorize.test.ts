import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { attempt, authorization } from '#drizzle/schema.ts'
import { beginAuthorization } from '#lib/attempts/begin.ts'
import { completeAuthorization } from '#lib/attempts/complete.ts'
import { noBindings } from '#lib/attempts/new-attempt.ts'
import { receiveRedirect } from '#lib/attempts/receive.ts'
import { readAuthorization } from '#lib/authorizations/read.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, marketplaceIds, refusal, websiteStart } from './amazon-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const seller = await world.addAccount('Blue Kettle')

const attemptRow = async (id: string) => (await db.select().from(attempt).where(eq(attempt.id, id)))[0]
const authorizationCount = async () => (await db.select().from(authorization)).length

test('a seller authorizes, and the record holds the store and every marketplace', async () => {
  const { attemptId, outcome } = await world.authorize(
    seller,
    websiteStart(marketplaceIds.de),
    'A3EULINDENHOF',
  )
  if (outcome.kind !== 'completed') throw new Error(outcome.kind)
  const record = await readAuthorization(seller, outcome.authorizationId)
  expect(record).toMatchObject({
    health: 'working',
    region: 'eu',
    consentGroup: 'eu',
    sellingPartnerId: 'A3EULINDENHOF',
  })
  expect(record.participations.map((row) => row.countryCode).sort()).toEqual([
    'BE',
    'DE',
    'ES',
    'FR',
    'GB',
    'IE',
    'IT',
    'NL',
    'PL',
    'SE',
  ])
  expect(await world.trace(attemptId, outcome.authorizationId)).toEqual([
    'attempt.started',
    'attempt.received',
    'authorization.completed',
  ])
  expect(await attemptRow(attemptId)).toMatchObject({
    status: 'completed',
    codeSealed: null,
    grantSealed: null,
  })
})

test('a vendor is connected without store details', async () => {
  const vendor = await world.addAccount('Wholesale')
  const { outcome } = await world.authorize(vendor, websiteStart(marketplaceIds.us, 'vendor'), 'CASCA')
  if (outcome.kind !== 'completed') throw new Error(outcome.kind)
  expect(await readAuthorization(vendor, outcome.authorizationId)).toMatchObject({
    health: 'working',
    flags: [],
    who: null,
    partnerType: 'vendor',
    participations: [],
  })
})

test('a refused participation call leaves the token, the reason and the id of that call', async () => {
  const other = await world.addAccount('No role')
  const { outcome } = await world.authorize(other, websiteStart(marketplaceIds.us), 'A7USNOROLE')
  if (outcome.kind !== 'completed') throw new Error(outcome.kind)
  const record = await readAuthorization(other, outcome.authorizationId)
  expect(record.flags).toEqual(['details_missing'])
  expect(record.reason).toContain('lacks the role')
  const [stored] = await db.select().from(authorization).where(eq(authorization.id, record.id))
  expect(record.requestId).not.toBe(stored?.lastRefreshRequestId)
  expect(record.requestId).toBe(stored?.participationsRequestId)
  expect(record.requestId).not.toBeNull()
})

test('a seller who switches to another region at Amazon is stored where their marketplaces are', async () => {
  const other = await world.addAccount('Two regions')
  const { outcome } = await world.authorize(other, websiteStart(marketplaceIds.us), 'A11DELONGNAME')
  if (outcome.kind !== 'completed') throw new Error(outcome.kind)
  expect(await readAuthorization(other, outcome.authorizationId)).toMatchObject({
    health: 'working',
    region: 'eu',
    consentGroup: 'eu',
    marketplaceId: marketplaceIds.de,
  })
})

test('A13: one seller who authorizes twice at the same time has one record', async () => {
  const twice = await world.addAccount('Twice')
  const passages = await Promise.all([
    world.consent(twice, websiteStart(marketplaceIds.jp), 'A5JPAOZORA'),
    world.consent(twice, websiteStart(marketplaceIds.jp), 'A5JPAOZORA'),
  ])
  const before = await authorizationCount()
  const ids = await Promise.all(
    passages.map(({ query, bindings }) => receiveRedirect(twice, query, bindings)),
  )
  const outcomes = await Promise.all(ids.map((id) => completeAuthorization(twice, id)))
  expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1)
  expect((await authorizationCount()) - before).toBe(1)
})

test('A17: an unknown marketplace is refused', async () => {
  await expect(beginAuthorization(seller, '?marketplace=A0EVIL', noBindings)).rejects.toThrow(
    refusal('marketplace_unknown'),
  )
})

test('a visitor signs in first, and an operator is refused', async () => {
  await expect(
    beginAuthorization(world.visitor, websiteStart(marketplaceIds.us), noBindings),
  ).rejects.toThrow(refusal('sign_in_required'))
  await expect(
    beginAuthorization(world.operator, websiteStart(marketplaceIds.us), noBindings),
  ).rejects.toThrow(refusal('not_allowed'))
})
