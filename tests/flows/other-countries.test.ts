import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { account } from '#drizzle/schema.ts'
import { consentGroups } from '#lib/amazon/marketplaces.ts'
import { disconnectAuthorization } from '#lib/authorizations/disconnect.ts'
import {
  listPlannedCountries,
  planCountries,
  readOtherCountries,
} from '#lib/authorizations/other-countries.ts'
import type { Context } from '#lib/context.ts'
import { chooseOwnLanguage } from '#lib/people/choose-language.ts'
import { limits } from '#lib/people/limits.ts'
import { changeOwnReminders } from '#lib/people/unsubscribe.ts'
import { findApplication } from '#lib/store/applications.ts'
import { newId } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, marketplaceIds, refusal, websiteStart } from './amazon-world.ts'
import { createLinkWorld } from './link-world.ts'

const database = await useDatabase()
const world = await createAmazonWorld(database)
const { operator, request } = await createLinkWorld(database, world)
const query = { applicationId: request().applicationId, partnerType: 'seller' } as const

const accountIdOf = ({ actor }: Context) => (actor.kind === 'account' ? actor.accountId : '')
const statesOf = async (seller: Context) =>
  Object.fromEntries((await readOtherCountries(seller, query)).map((one) => [one.consentGroup, one.state]))
const plannedOf = async (seller: Context) =>
  (await listPlannedCountries(seller)).map(({ consentGroup }) => consentGroup)

test('a seller says where else they sell, and sees it until it is connected', async () => {
  const seller = await world.addAccount('Travels')
  const { outcome } = await world.authorize(seller, websiteStart(marketplaceIds.de), 'A3EULINDENHOF')
  expect(await statesOf(seller)).toMatchObject({ eu: 'connected', jp: 'open', na: 'open' })
  await planCountries(seller, query, ['jp', 'na', 'not a country'])
  expect(await statesOf(seller)).toMatchObject({ eu: 'connected', jp: 'planned', na: 'planned', au: 'open' })
  expect(await plannedOf(seller)).toEqual(['na', 'jp'])
  expect(await world.trace(accountIdOf(seller))).toContain('account.countries-planned')
  expect(await world.details(accountIdOf(seller))).toMatchObject({ countries: 'na jp' })

  await world.authorize(seller, websiteStart(marketplaceIds.jp), 'A5JPAOZORA')
  expect(await plannedOf(seller), 'what is connected is no longer left').toEqual(['na'])

  if (outcome.kind !== 'completed') throw new Error(JSON.stringify(outcome))
  await disconnectAuthorization(seller, outcome.authorizationId)
  expect(await statesOf(seller), 'a disconnected country can be connected again').toMatchObject({
    eu: 'open',
  })

  await planCountries(seller, query, [])
  expect(await plannedOf(seller)).toEqual([])
})

test('the same answer again leaves no audit entry, and a seller can’t fill the audit log with others', async () => {
  const seller = await world.addAccount('Repeats')
  const entries = async () =>
    (await world.trace(accountIdOf(seller))).filter((action) => action === 'account.countries-planned').length
  await planCountries(seller, query, ['jp', 'au'])
  await planCountries(seller, query, ['au', 'jp'])
  expect(await entries()).toBe(1)
  const { tries } = limits['settings.person']
  for (let time = 2; time < tries; time += 1) await planCountries(seller, query, time % 2 ? ['jp'] : [])
  await expect(planCountries(seller, query, ['in'])).rejects.toThrow(refusal('too_many_requests'))
  expect(await entries()).toBeLessThan(tries)
  await chooseOwnLanguage(seller, 'fr')
  expect(await world.trace(accountIdOf(seller))).not.toContain('account.language-chosen')
  await expect(changeOwnReminders(seller, false)).rejects.toThrow(refusal('too_many_requests'))
})

test('sellers and vendors have separate plans, and every consent of Amazon’s is offered once', async () => {
  const seller = await world.addAccount('Both kinds')
  await planCountries(seller, query, ['jp'])
  await planCountries(seller, { ...query, partnerType: 'vendor' }, ['au'])
  expect(await listPlannedCountries(seller)).toMatchObject([
    { partnerType: 'seller', consentGroup: 'jp' },
    { partnerType: 'vendor', consentGroup: 'au' },
  ])
  const [name] = (await listPlannedCountries(seller)).map(({ applicationName }) => applicationName)
  expect(name, 'told apart by their application, too').toBe(
    (await findApplication(database.db, query.applicationId))?.name,
  )
  const offered = await readOtherCountries(seller, query)
  expect(offered.map(({ consentGroup }) => consentGroup)).toEqual(consentGroups.map(({ id }) => id))
})

test('the last of two simultaneous changes wins as a whole', async () => {
  const seller = await world.addAccount('Two tabs')
  await Promise.all([planCountries(seller, query, ['jp', 'au']), planCountries(seller, query, ['in'])])
  expect([['jp', 'au'], ['in']]).toContainEqual(await plannedOf(seller))
})

test('only the account itself can plan, and an unknown application is refused', async () => {
  const seller = await world.addAccount('Alone')
  await expect(planCountries(world.visitor, query, ['jp'])).rejects.toThrow(refusal('sign_in_required'))
  await expect(planCountries(operator, query, ['jp'])).rejects.toThrow(refusal('not_allowed'))
  await expect(planCountries(seller, { ...query, applicationId: newId() }, ['jp'])).rejects.toThrow(
    refusal('application_not_found'),
  )
  await expect(planCountries(seller, { ...query, applicationId: 'x' }, ['jp'])).rejects.toThrow(
    refusal('application_not_found'),
  )
  const [row] = await database.db
    .select()
    .from(account)
    .where(eq(account.id, accountIdOf(seller)))
  expect(row?.plannedCountries).toEqual([])
})
