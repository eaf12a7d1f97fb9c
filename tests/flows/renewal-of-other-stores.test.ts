import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { attempt, authorization, marketplaceParticipation } from '#drizzle/schema.ts'
import { completeAuthorization } from '#lib/attempts/complete.ts'
import { acceptQuarantined } from '#lib/attempts/quarantine.ts'
import { receiveRedirect } from '#lib/attempts/receive.ts'
import type { Context } from '#lib/context.ts'
import { describeSeller } from '#simulator/world/sellers.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, marketplaceIds, websiteStart } from './amazon-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const { simulator } = world

const sellsIn = (sellingPartnerId: string, storeName: string, ...countries: string[]) =>
  simulator.addSeller(
    describeSeller({
      sellingPartnerId,
      name: storeName,
      participations: countries.map((countryCode) => ({
        countryCode,
        storeName,
        isParticipating: true,
        hasSuspendedListings: false,
      })),
    }),
  )
sellsIn('A100FRENCH', 'Atelier Rivage', 'FR')
sellsIn('A101POLISH', 'Sklep Wisla', 'PL')

const row = async (id: string) => (await db.select().from(authorization).where(eq(authorization.id, id)))[0]

/** The browser's redirect names `claimed`, whichever seller is signed in at Amazon. */
async function passThrough(ctx: Context, signedInAs: string, claimed: string) {
  const { query, bindings } = await world.consent(ctx, websiteStart(marketplaceIds.de), signedInAs)
  const redirect = new URLSearchParams(query)
  redirect.set('selling_partner_id', claimed)
  const attemptId = await receiveRedirect(ctx, `?${redirect}`, bindings)
  return { attemptId, outcome: await completeAuthorization(ctx, attemptId) }
}

async function connect(name: string) {
  const seller = await world.addAccount(name)
  const { outcome } = await world.authorize(seller, websiteStart(marketplaceIds.de), 'A100FRENCH')
  if (outcome.kind !== 'completed') throw new Error(JSON.stringify(outcome))
  return { seller, id: outcome.authorizationId }
}
const { seller, id } = await connect('Rivage')

test('quarantines a renewal that brings the stores of somebody else, and the record keeps its token', async () => {
  world.passMs(60_000)
  const before = await row(id)
  const { attemptId, outcome } = await passThrough(seller, 'A101POLISH', 'A100FRENCH')
  expect(outcome).toEqual({ kind: 'failed', code: 'stores_differ' })
  expect(await row(id)).toEqual(before)
  const [kept] = await db.select().from(attempt).where(eq(attempt.id, attemptId))
  expect(kept).toMatchObject({ status: 'quarantined', problem: 'stores_differ' })
  expect(kept?.grantSealed).not.toBeNull()
  expect(await world.trace(attemptId)).toContain('attempt.quarantined')

  // An operator who has checked it accepts it.
  expect(await acceptQuarantined(world.operator, attemptId)).toEqual({
    kind: 'accepted',
    authorizationId: id,
  })
  expect(await row(id)).toMatchObject({ tokenVersion: (before?.tokenVersion ?? 0) + 1, idVerifiedAt: null })
})

test('stores a renewal of a seller who renamed the store, moved to another country, or whose stores are unknown', async () => {
  const renew = async () => {
    world.passMs(60_000)
    return (await passThrough(seller, 'A101POLISH', 'A100FRENCH')).outcome
  }
  sellsIn('A101POLISH', 'Sklep Nowy', 'PL')
  expect(await renew(), 'another name in the same country').toMatchObject({ kind: 'completed' })
  sellsIn('A101POLISH', 'Sklep Nowy', 'ES')
  expect(await renew(), 'the same name in another country').toMatchObject({ kind: 'completed' })
  await db.delete(marketplaceParticipation)
  sellsIn('A101POLISH', 'Tienda', 'IT')
  expect(await renew(), 'nothing known before').toMatchObject({ kind: 'completed' })
  simulator.addFault({ kind: 'status', status: 503, at: 'sp-api' })
  sellsIn('A101POLISH', 'Butik', 'SE')
  expect(await renew(), 'nothing known of the new grant').toMatchObject({ kind: 'completed' })
})
