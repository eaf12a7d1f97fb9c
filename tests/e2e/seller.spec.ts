import { expect } from '@playwright/test'
import { authorizationOf } from './database.ts'
import { test } from './fixtures.ts'
import {
  atAmazon,
  authorize,
  confirm,
  connect,
  connectionCard,
  disconnect,
  expectConnected,
  signUp,
} from './story.ts'

const europe = ['BE', 'DE', 'ES', 'FR', 'GB', 'IE', 'IT', 'NL', 'PL', 'SE']

test('a seller signs up, authorizes, and ends on a page with the store and every marketplace', async ({
  page,
  amazon,
}) => {
  const partner = await amazon.addPartner({ countries: europe })
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'Connect your Amazon account' })).toBeVisible()
  await signUp(page)

  await page.getByLabel('Country').selectOption({ label: 'Germany' })
  await expect(page.getByText('You will be sent to')).toContainText('sellercentral-europe.amazon.com')
  await page.getByRole('button', { name: 'Authorize at Amazon' }).click()
  await atAmazon(page)
  const consent = new URL(page.url())
  expect(consent.pathname).toBe('/sellercentral-europe.amazon.com/apps/authorize/consent')
  expect([...consent.searchParams.keys()].sort()).toEqual(['application_id', 'redirect_uri', 'state'])

  await confirm(page, partner)
  await expectConnected(page, partner.name)
  expect(new URL(page.url()).search, 'nothing of Amazon stays in the address').toBe('')
  const marketplaces = page.getByRole('main').getByRole('listitem')
  await expect(marketplaces).toHaveCount(europe.length)
  await expect(page.getByText('Participating', { exact: true })).toHaveCount(europe.length)
  await expect(marketplaces.filter({ hasText: 'Netherlands' })).toContainText('EUR')
})

test('a vendor is connected, and told that Amazon gives no store details', async ({ shop, amazon }) => {
  const partner = await amazon.addPartner({ partnerType: 'vendor', countries: ['DE'] })
  await authorize(shop, 'Germany', 'Vendor')
  expect(new URL(shop.url()).pathname).toContain('/vendorcentral.amazon.de/')
  await confirm(shop, partner)
  await expectConnected(shop, partner.id)
  await expect(shop.getByText('Connected; Amazon gives no store details for vendors.')).toBeVisible()
})

test('a seller sees the connections later, disconnects, and takes the same one up again', async ({
  shop,
  connected,
  database,
}) => {
  const partner = await connected()
  const first = await authorizationOf(database, partner)
  expect(first).toMatchObject({ storeName: partner.name, disconnectedAt: null, accessTokens: 1 })

  const card = await connectionCard(shop, partner.name)
  await expect(card).toContainText('Connected')
  await disconnect(card)
  await expect(card).toContainText('Disconnected')
  expect(await authorizationOf(database, partner)).toMatchObject({
    refreshTokenSealed: null,
    accessTokens: 0,
    disconnectedAt: expect.any(Date),
  })

  await connect(shop, partner)
  expect(await authorizationOf(database, partner), 'the same record goes on').toMatchObject({
    id: first?.id,
    disconnectedAt: null,
    accessTokens: 1,
    refreshTokenSealed: expect.any(String),
  })
  await expect(
    (await connectionCard(shop, partner.name)).getByText('Connected', { exact: true }),
  ).toBeVisible()
})

test('Cancel at Amazon leads nowhere and changes nothing', async ({ shop, amazon, database }) => {
  const partner = await amazon.addPartner()
  await authorize(shop)
  await shop.getByLabel('Signed in as').selectOption(partner.id)
  await shop.getByRole('button', { name: 'Cancel' }).click()
  await shop.waitForURL(/\/sellercentral\.amazon\.com\/home/)
  expect(await authorizationOf(database, partner)).toBeNull()
  await shop.goto('/connect/connections')
  await expect(shop.getByRole('article')).toHaveCount(0)
  await connect(shop, partner)
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('the same story works, with a button to continue', async ({ page, amazon }) => {
    const partner = await amazon.addPartner({ countries: ['US', 'CA'] })
    await signUp(page)
    await authorize(page)
    await confirm(page, partner)
    await page.getByRole('button', { name: 'Continue' }).click()
    await expectConnected(page, partner.name)
    await expect(page.getByText('Participating', { exact: true })).toHaveCount(2)

    const card = await connectionCard(page, partner.name)
    await disconnect(card)
    await expect(card).toContainText('Disconnected')
  })
})
