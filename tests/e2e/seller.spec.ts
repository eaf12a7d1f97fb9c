import { expect } from '@playwright/test'
import { authorizationOf } from './database.ts'
import { test } from './fixtures.ts'
import { atAmazon, authorize, confirm, connect, connectionCard, expectConnected, signUp } from './story.ts'

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

test('a vendor is connected, and told that Amazon gives no store details', async ({ page, amazon }) => {
  const partner = await amazon.addPartner({ partnerType: 'vendor', countries: ['DE'] })
  await signUp(page)
  await authorize(page, 'Germany', 'Vendor')
  expect(new URL(page.url()).pathname).toContain('/vendorcentral.amazon.de/')
  await confirm(page, partner)
  await expectConnected(page, partner.id)
  await expect(page.getByText('Connected; Amazon gives no store details for vendors.')).toBeVisible()
})

test('a seller sees the connections later, disconnects, and takes the same one up again', async ({
  page,
  amazon,
  database,
}) => {
  const partner = await amazon.addPartner()
  await signUp(page)
  await connect(page, partner)
  const first = await authorizationOf(database, partner)
  expect(first).toMatchObject({ storeName: partner.name, disconnectedAt: null, accessTokens: 1 })

  const card = await connectionCard(page, partner.name)
  await expect(card).toContainText('Connected')
  await card.getByText('Disconnect', { exact: true }).click()
  await card.getByRole('button', { name: /^Disconnect / }).click()
  await expect(card).toContainText('Disconnected')
  expect(await authorizationOf(database, partner)).toMatchObject({
    refreshTokenSealed: null,
    accessTokens: 0,
    disconnectedAt: expect.any(Date),
  })

  await connect(page, partner)
  expect(await authorizationOf(database, partner), 'the same record goes on').toMatchObject({
    id: first?.id,
    disconnectedAt: null,
    accessTokens: 1,
    refreshTokenSealed: expect.any(String),
  })
  await expect(
    (await connectionCard(page, partner.name)).getByText('Connected', { exact: true }),
  ).toBeVisible()
})

test('Cancel at Amazon leads nowhere and changes nothing', async ({ page, amazon, database }) => {
  const partner = await amazon.addPartner()
  await signUp(page)
  await authorize(page)
  await page.getByLabel('Signed in as').selectOption(partner.id)
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.waitForURL(/\/sellercentral\.amazon\.com\/home/)
  expect(await authorizationOf(database, partner)).toBeNull()
  await page.goto('/connect/connections')
  await expect(page.getByRole('article')).toHaveCount(0)
  await connect(page, partner)
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
    await card.getByText('Disconnect', { exact: true }).click()
    await card.getByRole('button', { name: /^Disconnect / }).click()
    await expect(card).toContainText('Disconnected')
  })
})
