import { expect, type Page } from '@playwright/test'
import type { Amazon, Partner } from './amazon.ts'
import { authorizationOf, completedAttempt } from './database.ts'
import { expectAccessible, test } from './fixtures.ts'
import {
  agree,
  authorize,
  authorizeInAppstore,
  confirm,
  connect,
  expectConnected,
  signIn,
  signUp,
} from './story.ts'

/** Under Manage Your Apps the seller presses Re-Authorize, and consents. */
async function renewAtAmazon(page: Page, { origin }: Amazon, partner: Partner, host: string): Promise<void> {
  await page.goto(`${origin}/${host}/apps/manage`)
  await page.getByLabel('Selling partner').selectOption(partner.id)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('link', { name: /^(Re-Authorize|Enable Authorization)$/ }).click()
  await page.getByRole('button', { name: /^Login to/ }).click()
}

/** As if the authorization had been made almost a year ago. */
const aYearAgo = (database: Parameters<typeof authorizationOf>[0], { id }: Partner) =>
  database`update "authorization" set renewed_at = renewed_at - interval '360 days' where selling_partner_id = ${id}`

async function renewedDaysAgo(
  database: Parameters<typeof authorizationOf>[0],
  { id }: Partner,
): Promise<number> {
  const [row] = await database<{ days: number }[]>`
    select extract(epoch from now() - renewed_at)::float / 86400 as days from "authorization" where selling_partner_id = ${id}`
  return Math.round(row?.days ?? Number.NaN)
}

test.describe('a published application that is listed', () => {
  test.beforeEach(({ amazon }) => amazon.changeApplication({ listed: true, logInHop: 'always' }))
  test.afterEach(({ amazon }) => amazon.changeApplication({ listed: false, logInHop: 'draft' }))

  test('website workflow: Amazon leads through the Log-in URI, and nothing says beta', async ({
    page,
    amazon,
    database,
  }) => {
    const partner = await amazon.addPartner()
    await signUp(page)
    const passed: URL[] = []
    page.on('request', (request) => passed.push(new URL(request.url())))
    await connect(page, partner)
    const hops = passed.filter(({ pathname }) => pathname === '/authorize')
    expect(hops.map(({ searchParams }) => searchParams.has('amazon_callback_uri'))).toEqual([false, true])
    expect(passed.filter(({ searchParams }) => searchParams.has('version'))).toEqual([])
    expect(await completedAttempt(database, partner)).toEqual({ workflow: 'website', hasSecondState: true })
  })

  test('Appstore workflow, cold: the seller makes an account on the way', async ({
    page,
    amazon,
    database,
  }) => {
    const partner = await amazon.addPartner()
    await authorizeInAppstore(page, amazon.origin, partner)
    await page.waitForURL((url) => url.pathname === '/sign-in')
    expect(page.url(), 'nothing of Amazon stays in the address').not.toContain('amazon_')
    await page.getByRole('link', { name: 'Create one' }).click()
    await page.getByLabel('Name of your business').fill('Cold Start Trading')
    await page.getByLabel('E-mail address').fill(`cold-${partner.id}@example.com`)
    await page.getByLabel('Password', { exact: true }).fill(`copper harbour ${partner.id}`)
    await page.getByRole('button', { name: 'Create an account' }).click()
    await expect(page.getByRole('heading', { name: 'Connect this selling account?' })).toBeVisible()
    await expectAccessible(page)
    await agree(page, partner)
    await expectConnected(page, partner.name)
    expect(await completedAttempt(database, partner)).toEqual({ workflow: 'appstore', hasSecondState: false })
  })

  test('Appstore workflow, signed in: one question, and the store is in the account', async ({
    page,
    amazon,
    database,
  }) => {
    const partner = await amazon.addPartner()
    await signUp(page)
    await authorizeInAppstore(page, amazon.origin, partner)
    await agree(page, partner)
    await expectConnected(page, partner.name)
    expect(await completedAttempt(database, partner)).toMatchObject({ workflow: 'appstore' })
    await page.goto('/connect/connections')
    await expect(page.getByRole('article', { name: partner.name })).toBeVisible()
  })
})

test('renewal from Manage Your Apps, signed in: the same record, with another token and a new year', async ({
  page,
  amazon,
  database,
}) => {
  const partner = await amazon.addPartner()
  await signUp(page)
  await connect(page, partner)
  const before = await authorizationOf(database, partner)
  await aYearAgo(database, partner)
  await renewAtAmazon(page, amazon, partner, 'sellercentral.amazon.com')
  await agree(page, partner)
  await expectConnected(page, partner.name)
  const after = await authorizationOf(database, partner)
  expect(after).toMatchObject({ id: before?.id, accountId: before?.accountId, accessTokens: 1 })
  expect(after?.tokenVersion).toBeGreaterThan(before?.tokenVersion ?? 0)
  expect(after?.refreshTokenSealed).not.toBe(before?.refreshTokenSealed)
  expect(await renewedDaysAgo(database, partner)).toBe(0)
  expect(await completedAttempt(database, partner)).toMatchObject({ workflow: 'appstore' })
})

test('renewal from Manage Your Apps after the permission was ended there, cold: the seller signs in on the way', async ({
  page,
  anotherBrowser,
  amazon,
  database,
}) => {
  const partner = await amazon.addPartner({ countries: ['JP'] })
  const office = await anotherBrowser()
  const owner = await signUp(office)
  await connect(office, partner, 'Japan')
  const before = await authorizationOf(database, partner)
  await aYearAgo(database, partner)
  await amazon.disable(partner)
  await renewAtAmazon(page, amazon, partner, 'sellercentral.amazon.co.jp')
  await page.waitForURL((url) => url.pathname === '/sign-in')
  await signIn(page, page.url(), owner)
  await agree(page, partner)
  await expectConnected(page, partner.name)
  expect(await authorizationOf(database, partner)).toMatchObject({ id: before?.id, disconnectedAt: null })
  expect(await renewedDaysAgo(database, partner)).toBe(0)
})

test('renewal of a vendor from Manage Your Apps in Vendor Central', async ({ page, amazon, database }) => {
  const partner = await amazon.addPartner({ partnerType: 'vendor', countries: ['DE'] })
  await signUp(page)
  await authorize(page, 'Germany', 'Vendor')
  await confirm(page, partner)
  await expectConnected(page, partner.id)
  const before = await authorizationOf(database, partner)
  await aYearAgo(database, partner)
  await renewAtAmazon(page, amazon, partner, 'vendorcentral.amazon.de')
  await agree(page, partner)
  await expectConnected(page, partner.id)
  expect(await authorizationOf(database, partner)).toMatchObject({ id: before?.id, accessTokens: 1 })
  expect(await renewedDaysAgo(database, partner)).toBe(0)
})

test('a renewal under another account changes nothing of the record, and is shown to the operator', async ({
  page,
  anotherBrowser,
  amazon,
  database,
  signInAsOperator,
}) => {
  const partner = await amazon.addPartner()
  const owner = await anotherBrowser()
  await signUp(owner)
  await connect(owner, partner)
  const before = await authorizationOf(database, partner)
  await signUp(page)
  await renewAtAmazon(page, amazon, partner, 'sellercentral.amazon.com')
  await agree(page, partner)
  await expect(page.getByRole('main')).toContainText('another account')
  expect(await authorizationOf(database, partner)).toEqual(before)
  const office = await anotherBrowser()
  await signInAsOperator(office)
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

test('regional sign-in: each seller goes to the hosts of their own marketplace, there and ever after', async ({
  page,
  amazon,
  database,
}) => {
  await signUp(page)
  for (const { country, code, host, api, group } of regional) {
    const partner = await amazon.addPartner({ countries: [code] })
    await authorize(page, country)
    expect(new URL(page.url()).pathname).toBe(`/${host}/apps/authorize/consent`)
    await confirm(page, partner)
    await expectConnected(page, partner.name)
    const asked = (await amazon.received()).filter(({ path }) => path.endsWith('/marketplaceParticipations'))
    expect(asked.at(-1)?.host, country).toBe(api)
    const [row] = await database`
      select consent_group as "group" from "authorization" where selling_partner_id = ${partner.id}`
    expect(row).toEqual({ group })
    await page.goto('/connect/connections')
    await page
      .getByRole('article', { name: partner.name })
      .getByRole('link', { name: 'Authorize again' })
      .click()
    await page.getByRole('button', { name: /Authorize/ }).click()
    await page.waitForURL(/\/apps\/authorize\/consent/)
    expect(new URL(page.url()).pathname).toBe(`/${host}/apps/authorize/consent`)
  }
})
