import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { authorization } from '#drizzle/schema.ts'
import { consentUri } from '#lib/amazon/consent.ts'
import { findMarketplaceByCountry, type PartnerType } from '#lib/amazon/marketplaces.ts'
import { beginAuthorization } from '#lib/attempts/begin.ts'
import { completeAuthorization } from '#lib/attempts/complete.ts'
import { noBindings } from '#lib/attempts/new-attempt.ts'
import { readArrival } from '#lib/attempts/read-own.ts'
import { receiveRedirect } from '#lib/attempts/receive.ts'
import type { Context } from '#lib/context.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld } from './amazon-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database, { status: 'draft', logInHop: 'draft' })

function marketplaceOf(country: string) {
  const found = findMarketplaceByCountry(country)
  if (found === null) throw new Error(country)
  return found
}

function addPartner(sellingPartnerId: string, partnerType: PartnerType, ...countries: string[]) {
  world.simulator.addSeller({
    sellingPartnerId,
    partnerType,
    name: sellingPartnerId,
    note: '',
    listsUnknownMarketplaces: false,
    isPrimaryUser: true,
    hasAuthorizingRole: true,
    grantsRoles: true,
    isActive: true,
    ends: null,
    participations: countries.map((countryCode) => ({
      countryCode,
      storeName: sellingPartnerId,
      isParticipating: true,
      hasSuspendedListings: false,
    })),
  })
}

/** A selling partner confirms at Amazon, in a browser that started nothing with us, and arrives at the Login URI. */
async function arrive(ctx: Context, sellingPartnerId: string, country: string, partnerType: PartnerType) {
  const application = {
    spApiApplicationId: world.applicationId,
    status: 'draft' as const,
    redirectUri: world.redirectUri,
  }
  const uri = new URL(consentUri(marketplaceOf(country), partnerType, application, 'not ours'))
  const hop = await world.confirm(`${world.origin}/${uri.host}${uri.pathname}${uri.search}`, sellingPartnerId)
  const arrived = await beginAuthorization(ctx, new URL(hop).search, noBindings)
  if (arrived.kind !== 'confirm') throw new Error(arrived.kind)
  const view = () => readArrival(ctx, arrived.attemptId, arrived.bindings)
  const answer = (parameters: Record<string, string>) =>
    beginAuthorization(
      ctx,
      `?${new URLSearchParams({ attempt: arrived.attemptId, ...parameters })}`,
      arrived.bindings,
    )
  return { ...arrived, view, answer }
}

/** From the answered arrival to the stored authorization. */
async function finish(
  ctx: Context,
  { answer, bindings }: Awaited<ReturnType<typeof arrive>>,
  parameters: Record<string, string>,
) {
  const next = await answer(parameters)
  if (next.kind !== 'redirect') throw new Error(next.kind)
  const response = await fetch(next.uri, { redirect: 'manual' })
  const back = response.headers.get('location') ?? (await response.text())
  const attemptId = await receiveRedirect(ctx, new URL(back).search, bindings)
  const outcome = await completeAuthorization(ctx, attemptId)
  if (outcome.kind !== 'completed') throw new Error(JSON.stringify(outcome))
  const [row] = await db.select().from(authorization).where(eq(authorization.id, outcome.authorizationId))
  return row
}

const countriesOf = ({ choices }: Awaited<ReturnType<typeof readArrival>>) =>
  choices.marketplaces.map(({ countryCode }) => countryCode)

test('a vendor who arrives from the Vendor Central of three countries is asked for theirs, and neither grant replaces the other', async () => {
  addPartner('MEVND', 'vendor', 'AE', 'SA')
  const account = await world.addAccount('Palm Supplies')
  const stored = []
  for (const country of ['AE', 'SA']) {
    const arrived = await arrive(account, 'MEVND', country, 'vendor')
    const view = await arrived.view()
    expect(countriesOf(view)).toEqual(['EG', 'SA', 'AE'])
    expect(view.choices.partnerTypes).toEqual(['vendor'])
    expect((await arrived.answer({})).kind, 'not continued without an answer').toBe('confirm')
    const elsewhere = { marketplace: marketplaceOf('DE').id }
    expect((await arrived.answer(elsewhere)).kind, 'nor with a country of another host').toBe('confirm')
    stored.push(await finish(account, arrived, { marketplace: marketplaceOf(country).id }))
  }
  expect(stored.map((row) => [row?.consentGroup, row?.marketplaceId, row?.partnerType])).toEqual([
    ['ae', marketplaceOf('AE').id, 'vendor'],
    ['sa', marketplaceOf('SA').id, 'vendor'],
  ])
  expect(new Set(stored.map((row) => row?.id)).size).toBe(2)
})

test('a seller who renews from the Seller Central of five countries is offered the country on record', async () => {
  addPartner('A20EUSELLER', 'seller', 'DE', 'IT')
  const account = await world.addAccount('Alpine Traders')
  const first = await arrive(account, 'A20EUSELLER', 'IT', 'seller')
  expect(countriesOf(await first.view())).toEqual(['ES', 'GB', 'FR', 'DE', 'IT'])
  expect((await first.view()).proposed).toBeNull()
  const stored = await finish(account, first, { marketplace: marketplaceOf('IT').id })
  expect(stored).toMatchObject({ consentGroup: 'eu', marketplaceId: marketplaceOf('IT').id })

  const again = await arrive(account, 'A20EUSELLER', 'IT', 'seller')
  expect((await again.view()).proposed).toMatchObject({ marketplaceId: marketplaceOf('IT').id })
  const stranger = await world.addAccount('Stranger')
  const elsewhere = await arrive(stranger, 'A20EUSELLER', 'IT', 'seller')
  expect((await elsewhere.view()).proposed, "another account's record is not revealed").toBeNull()
})

test('a country that the host determines is not asked for', async () => {
  addPartner('INVND', 'vendor', 'IN')
  const account = await world.addAccount('Saffron Supplies')
  const arrived = await arrive(account, 'INVND', 'IN', 'vendor')
  expect(countriesOf(await arrived.view())).toEqual(['IN'])
  expect(await finish(account, arrived, {})).toMatchObject({ consentGroup: 'in', partnerType: 'vendor' })
})

test.each(['', 'https://amazon.com'])(
  'a callback at "%s" may be a vendor’s: the account type is asked for with the country',
  async (host) => {
    const path = `/apps/authorize/confirm/${world.applicationId}`
    const account = await world.addAccount(`Open ${host}`)
    const parameters = {
      amazon_callback_uri: `${host}${path}`,
      amazon_state: 's',
      selling_partner_id: 'MEVND',
    }
    const arrived = await beginAuthorization(account, `?${new URLSearchParams(parameters)}`, noBindings)
    if (arrived.kind !== 'confirm') throw new Error(arrived.kind)
    const view = await readArrival(account, arrived.attemptId, arrived.bindings)
    expect(view.choices.partnerTypes).toEqual(['seller', 'vendor'])
    expect(view.choices.marketplaces).toHaveLength(23)
    const answer = (more: Record<string, string>) =>
      beginAuthorization(
        account,
        `?${new URLSearchParams({ attempt: arrived.attemptId, ...more })}`,
        arrived.bindings,
      )
    const marketplace = marketplaceOf('SA').id
    expect((await answer({ marketplace })).kind).toBe('confirm')
    const next = await answer({ marketplace, partner: 'vendor' })
    if (next.kind !== 'redirect') throw new Error(next.kind)
    const expected = host === '' ? 'vendorcentral.amazon.me' : 'amazon.com'
    expect(next.uri).toContain(`${world.origin}/${expected}${path}?`)
  },
)
