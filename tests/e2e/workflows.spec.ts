import { expect, type Page } from '@playwright/test'
import type { Amazon, Partner } from './amazon.ts'
import { authorizationOf, completedAttempt, passDays, type Sql } from './database.ts'
import { expectAccessible, mendedDemoTest as test } from './fixtures.ts'
import {
  agree,
  atAmazon,
  authorize,
  authorizeInAppstore,
  confirm,
  connectionCard,
  expectConnected,
  fillSignUp,
  renewInManageApps,
  signIn,
  signUp,
  unfold,
} from './story.ts'

/** Under Manage Your Apps the seller presses Re-Authorize, and consents. */
async function renewAtAmazon(page: Page, { origin }: Amazon, partner: Partner, host: string): Promise<void> {
  await page.goto(`${origin}/${host}/apps/manage`)
  await renewInManageApps(page, partner)
}

/** As if the authorization had been made almost a year ago. */
const aYearAgo = (database: Sql, partner: Partner) => passDays(database, partner, 360)

async function renewedDaysAgo(database: Sql, { id }: Partner): Promise<number> {
  const [row] = await database<{ days: number }[]>`
    select extract(epoch from now() - renewed_at)::float / 86400 as days from "authorization" where selling_partner_id = ${id}`
  return Math.round(row?.days ?? Number.NaN)
}

test.describe('a published application that is listed', () => {
  test.beforeEach(({ amazon }) => amazon.changeApplication({ listed: true, logInHop: 'always' }))
  test.afterEach(({ amazon }) => amazon.changeApplication({ listed: false, logInHop: 'draft' }))

  test('website workflow: Amazon redirects through the Login URI, without version=beta', async ({
    shop,
    amazon,
    database,
  }) => {
    const partner = await amazon.addPartner()
    const passed: URL[] = []
    shop.on('request', (request) => passed.push(new URL(request.url())))
    await authorize(shop)
    await confirm(shop, partner)
    await agree(shop, partner)
    await expectConnected(shop, partner.name)
    const hops = passed.filter(({ pathname }) => pathname === '/authorize')
    expect(hops.map(({ searchParams }) => searchParams.has('amazon_callback_uri'))).toEqual([
      false,
      true,
      false,
    ])
    expect(passed.filter(({ searchParams }) => searchParams.has('version'))).toEqual([])
    expect(await completedAttempt(database, partner)).toEqual({ workflow: 'website', hasSecondState: true })
  })

  test('Appstore workflow, signed out: the seller creates an account on the way', async ({
    page,
    amazon,
    database,
  }) => {
    const partner = await amazon.addPartner()
    await authorizeInAppstore(page, amazon.origin, partner)
    await page.waitForURL((url) => url.pathname === '/sign-in')
    expect(page.url(), 'nothing of Amazon stays in the address').not.toContain('amazon_')
    await page.getByRole('link', { name: 'Create one' }).click()
    await fillSignUp(page)
    await expect(page.getByRole('heading', { name: 'Connect this Amazon account?' })).toBeVisible()
    await expectAccessible(page)
    await agree(page, partner)
    await expectConnected(page, partner.name)
    expect(await completedAttempt(database, partner)).toEqual({ workflow: 'appstore', hasSecondState: false })
  })

  test('Appstore workflow, signed in: one confirmation connects the store', async ({
    shop,
    amazon,
    database,
  }) => {
    const partner = await amazon.addPartner()
    await authorizeInAppstore(shop, amazon.origin, partner)
    await agree(shop, partner)
    await expectConnected(shop, partner.name)
    expect(await completedAttempt(database, partner)).toMatchObject({ workflow: 'appstore' })
    await expect(await connectionCard(shop, partner.name)).toBeVisible()
  })
})

test('renewal from Manage Your Apps, signed in: the same record gets a new token and another year', async ({
  shop,
  connected,
  amazon,
  database,
}) => {
  const partner = await connected()
  const before = await authorizationOf(database, partner)
  await aYearAgo(database, partner)
  await renewAtAmazon(shop, amazon, partner, 'sellercentral.amazon.com')
  await agree(shop, partner)
  await expectConnected(shop, partner.name)
  const after = await authorizationOf(database, partner)
  expect(after).toMatchObject({ id: before?.id, accountId: before?.accountId, accessTokens: 1 })
  expect(after?.tokenVersion).toBeGreaterThan(before?.tokenVersion ?? 0)
  expect(after?.refreshTokenSealed).not.toBe(before?.refreshTokenSealed)
  expect(await renewedDaysAgo(database, partner)).toBe(0)
  expect(await completedAttempt(database, partner)).toMatchObject({ workflow: 'appstore' })
})

test('renewal from Manage Your Apps after a disconnect there, signed out: the seller signs in on the way', async ({
  page,
  account,
  connected,
  amazon,
  database,
}) => {
  const partner = await connected({ countries: ['JP'] })
  const before = await authorizationOf(database, partner)
  await aYearAgo(database, partner)
  await amazon.disable(partner)
  await renewAtAmazon(page, amazon, partner, 'sellercentral.amazon.co.jp')
  await page.waitForURL((url) => url.pathname === '/sign-in')
  await signIn(page, page.url(), account)
  await agree(page, partner)
  await expectConnected(page, partner.name)
  expect(await authorizationOf(database, partner)).toMatchObject({ id: before?.id, disconnectedAt: null })
  expect(await renewedDaysAgo(database, partner)).toBe(0)
})

test('renewal of a vendor from Manage Your Apps in Vendor Central', async ({ shop, amazon, database }) => {
  const partner = await amazon.addPartner({ partnerType: 'vendor', countries: ['DE'] })
  await authorize(shop, 'Germany', 'Vendor')
  await confirm(shop, partner)
  await expectConnected(shop, partner.id)
  const before = await authorizationOf(database, partner)
  await aYearAgo(database, partner)
  await renewAtAmazon(shop, amazon, partner, 'vendorcentral.amazon.de')
  await agree(shop, partner)
  await expectConnected(shop, partner.id)
  expect(await authorizationOf(database, partner)).toMatchObject({ id: before?.id, accessTokens: 1 })
  expect(await renewedDaysAgo(database, partner)).toBe(0)
})

test('a renewal under another account doesn’t change the record and is shown to the operator', async ({
  page,
  connected,
  office,
  amazon,
  database,
}) => {
  const partner = await connected()
  const before = await authorizationOf(database, partner)
  await signUp(page)
  await renewAtAmazon(page, amazon, partner, 'sellercentral.amazon.com')
  await agree(page, partner)
  await expect(page.getByRole('main')).toContainText('another account')
  expect(await authorizationOf(database, partner)).toEqual(before)
  await office.goto('/ops/attempts')
  await expect(office.getByRole('main')).toContainText(partner.id)
})

const regional = [
  {
    country: 'India',
    code: 'IN',
    host: 'sellercentral.amazon.in',
    api: 'sellingpartnerapi-eu.amazon.com',
    group: 'in',
  },
  {
    country: 'Japan',
    code: 'JP',
    host: 'sellercentral.amazon.co.jp',
    api: 'sellingpartnerapi-fe.amazon.com',
    group: 'jp',
  },
  {
    country: 'Germany',
    code: 'DE',
    host: 'sellercentral-europe.amazon.com',
    api: 'sellingpartnerapi-eu.amazon.com',
    group: 'eu',
  },
] as const

test('regional sign-in: every link leads each seller to the hosts of their own marketplace', async ({
  shop,
  amazon,
  database,
}) => {
  for (const { country, code, host, api, group } of regional) {
    const partner = await amazon.addPartner({ countries: [code] })
    await authorize(shop, country)
    expect(new URL(shop.url()).pathname).toBe(`/${host}/apps/authorize/consent`)
    await confirm(shop, partner)
    await expectConnected(shop, partner.name)
    const asked = (await amazon.received()).filter(({ path }) => path.endsWith('/marketplaceParticipations'))
    expect(asked.at(-1)?.host, country).toBe(api)
    const [row] = await database`
      select consent_group as "group" from "authorization" where selling_partner_id = ${partner.id}`
    expect(row).toEqual({ group })
    const card = await connectionCard(shop, partner.name)
    await unfold(card)
    await card.getByRole('link', { name: 'Authorize again' }).click()
    await shop.getByRole('button', { name: /Authorize/ }).click()
    await atAmazon(shop)
    expect(new URL(shop.url()).pathname).toBe(`/${host}/apps/authorize/consent`)
  }
})
