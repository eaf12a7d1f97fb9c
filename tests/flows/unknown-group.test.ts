import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { authorization, marketplaceParticipation } from '#drizzle/schema.ts'
import { findMarketplace, findMarketplaceByCountry } from '#lib/amazon/marketplaces.ts'
import { lockRecord } from '#lib/attempts/lock-record.ts'
import { toGrantDetails } from '#lib/authorizations/participations.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { readParticipations } from '#lib/maintenance/read-participations.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, marketplaceIds, websiteStart } from './amazon-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const partner = 'A3EULINDENHOF'
const start = websiteStart(marketplaceIds.de)

beforeEach(async () => {
  await db.delete(authorization)
})

/** A record for which Amazon's answer left the seller's country open, as after a switch of region. */
async function openRecord(ctx: Context, ...countries: string[]): Promise<string> {
  const { outcome } = await world.authorize(ctx, start, partner)
  if (outcome.kind !== 'completed') throw new Error(outcome.kind)
  const id = outcome.authorizationId
  await db.update(authorization).set({ consentGroup: 'unknown' }).where(eq(authorization.id, id))
  if (countries.length > 0) {
    const [any] = await db.select().from(marketplaceParticipation).limit(1)
    await db.delete(marketplaceParticipation)
    for (const countryCode of countries) {
      const marketplaceId = findMarketplaceByCountry(countryCode)?.id ?? countryCode
      if (any) await db.insert(marketplaceParticipation).values({ ...any, marketplaceId, countryCode })
    }
  }
  world.passMs(60_000)
  return id
}

const records = async () =>
  (await db.select().from(authorization)).map(({ id, consentGroup }) => ({ id, consentGroup }))

describe('a record whose consent group was unknown', () => {
  test('is renewed, and stays one record, with a known group', async () => {
    const seller = await world.addAccount('Renews')
    const id = await openRecord(seller)
    const { outcome } = await world.authorize(seller, `${start}&authorization=${id}`, partner)
    expect(outcome).toEqual({ kind: 'completed', authorizationId: id })
    expect(await records()).toEqual([{ id, consentGroup: 'eu' }])
  })

  test.each([
    ['whose marketplaces include the country', ['DE', 'AE']],
    ['whose marketplaces are in no table', ['XX']],
  ])('%s is the one that a later authorization renews', async (_what, countries) => {
    const seller = await world.addAccount('Authorizes again')
    const id = await openRecord(seller, ...countries)
    const { outcome } = await world.authorize(seller, start, partner)
    expect(outcome).toEqual({ kind: 'completed', authorizationId: id })
    expect(await records()).toEqual([{ id, consentGroup: 'eu' }])
    const [row] = await db.select().from(authorization)
    expect(row?.previousTokenSealed, 'the token before can be rolled back to').not.toBeNull()
  })

  test('stays apart from the grant of another country', async () => {
    const seller = await world.addAccount('Two countries')
    const id = await openRecord(seller, 'AE', 'SA')
    await world.authorize(seller, start, partner)
    const all = await records()
    expect(all).toHaveLength(2)
    expect(all).toContainEqual({ id, consentGroup: 'unknown' })
  })

  test('is never given to another account', async () => {
    const seller = await world.addAccount('Holder')
    const id = await openRecord(seller)
    await world.authorize(await world.addAccount('Other'), start, partner)
    const [row] = await db.select().from(authorization).where(eq(authorization.id, id))
    expect(row).toMatchObject({ consentGroup: 'unknown', tokenVersion: 1 })
    if (seller.actor.kind === 'account') expect(row?.accountId).toBe(seller.actor.accountId)
  })

  test('gets its group as soon as its marketplaces prove it', async () => {
    const seller = await world.addAccount('Read again')
    const id = await openRecord(seller, 'AE', 'SA')
    await readParticipations(world.system, id)
    expect(await records()).toEqual([{ id, consentGroup: 'eu' }])
  })

  test('keeps its group when it is renewed and Amazon leaves the group open', async () => {
    const seller = await world.addAccount('Known before')
    const { outcome } = await world.authorize(seller, start, partner)
    const id = outcome.kind === 'completed' ? outcome.authorizationId : ''
    const [before] = await db.select().from(authorization)
    const elsewhere = findMarketplace(marketplaceIds.us)
    if (elsewhere === null || seller.actor.kind !== 'account') throw new Error('unknown')
    const row = (countryCode: string) => ({
      countryCode,
      marketplaceId: findMarketplaceByCountry(countryCode)?.id ?? '',
      marketplaceName: '',
      domainName: '',
      currency: '',
      language: '',
      storeName: '',
      isParticipating: true,
      hasSuspendedListings: false,
    })
    const found = toGrantDetails(elsewhere, {
      region: 'eu',
      participations: [row('DE'), row('AE')],
      requestId: null,
    })
    expect(found.consentGroup).toBe('unknown')
    const recordKey = {
      applicationId: before?.applicationId ?? '',
      accountId: seller.actor.accountId,
      grantKey: partner,
    }
    const take = (authorizationId: string | null) =>
      inTransaction(seller, (tx) => lockRecord(tx, { ...recordKey, authorizationId }, found))
    expect(await take(id)).toMatchObject({ present: { id }, verified: { consentGroup: 'eu' } })
    expect(await take(null), 'somebody who does not renew it').toMatchObject({ present: null })
  })
})
