import { expect } from '@playwright/test'
import { authorizationOf } from './database.ts'
import { test } from './fixtures.ts'
import { consented } from './seller.ts'
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
  await page.getByText(/^10 countries: /).click()
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
  await expect(shop.getByText('Connected. Amazon doesn’t provide store details for vendors.')).toBeVisible()
})

test('a seller sees the connections later, disconnects, and reconnects the same store', async ({
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

test('a seller of many stores connects another one at the top, and opens a card to disconnect', async ({
  shop,
  connected,
}) => {
  await shop.setViewportSize({ width: 390, height: 844 })
  const partners = [await connected(), await connected(), await connected()]
  await shop.goto('/connect/connections')
  await expect(shop.getByRole('link', { name: 'Connect another account' })).toBeInViewport({ ratio: 1 })
  for (const { name } of partners) {
    const card = shop.getByRole('article', { name })
    await expect(card.getByText('Renew by')).toBeVisible()
    await expect(card.getByText('Connected since')).toBeHidden()
    await expect(card.locator('summary', { hasText: 'Disconnect' })).toBeHidden()
  }
  const card = shop.getByRole('article', { name: partners[1]?.name ?? '' })
  await disconnect(card)
  await expect(card.getByText('Disconnected', { exact: true })).toBeVisible()
  await expect(card.getByRole('link', { name: 'Authorize again' })).toBeVisible()
})

test('Cancel at Amazon changes nothing', async ({ shop, amazon, database }) => {
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

test('pressing Authorize in two tabs at the same time connects the store in both', async ({
  shop,
  context,
  amazon,
}) => {
  const partners = [await amazon.addPartner(), await amazon.addPartner()]
  const tabs = [shop, await context.newPage()]
  for (const tab of tabs) {
    await tab.goto('/')
    await tab.getByLabel('Country').selectOption({ label: 'United States' })
  }
  await Promise.all(
    tabs.map(async (tab) => {
      await tab.getByRole('button', { name: 'Authorize at Amazon' }).click()
      await atAmazon(tab)
    }),
  )
  for (const [index, tab] of tabs.entries()) {
    const partner = partners[index] ?? { id: '', name: '' }
    await confirm(tab, partner)
    await expectConnected(tab, partner.name)
  }
})

test('Confirm pressed twice at Amazon leads both times to the same finish page', async ({
  shop,
  context,
  amazon,
}) => {
  const partner = await amazon.addPartner()
  await authorize(shop)
  const backs = [await amazon.confirm(shop.url(), partner), await amazon.confirm(shop.url(), partner)]
  expect(new Set(backs.map((back) => new URL(back).searchParams.get('spapi_oauth_code'))).size).toBe(2)
  const tabs = [shop, await context.newPage()]
  for (const [index, tab] of tabs.entries()) {
    await tab.goto(backs[index] ?? '')
    await expectConnected(tab, partner.name)
  }
  expect(tabs[0]?.url()).toBe(tabs[1]?.url())
})

test('while a store is being connected, the connections page says so and then shows it', async ({
  shop,
  seller,
  amazon,
}) => {
  const partner = await amazon.addPartner()
  const { path } = await consented(seller, amazon, partner)
  await amazon.addFault({ kind: 'delay', delayMs: 6_000, at: 'token', grantType: 'authorization_code' })
  const { headers } = await seller.ask(path)
  const finished = seller.submit(headers.location ?? '', 'Continue')
  await shop.goto('/connect/connections')
  await expect(shop.getByText('A connection is being finished')).toBeVisible()
  await expect(shop.getByText('Nothing is connected yet')).toHaveCount(0)
  await finished
  await expect(shop.getByRole('article', { name: partner.name })).toBeVisible()
  await expect(shop.getByText('A connection is being finished')).toHaveCount(0)
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a seller connects with a button to continue', async ({ page, amazon }) => {
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
