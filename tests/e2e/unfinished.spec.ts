import { expect } from '@playwright/test'
import { expectAccessible, mendedDemoTest as test } from './fixtures.ts'
import { atAmazon, authorize, confirm, connectionCard, openPartner, refreshNow } from './story.ts'

test('a seller who cancels at Amazon can continue, or report what Amazon showed and read what it means', async ({
  shop,
  account,
  office,
}) => {
  await authorize(shop, 'Canada')
  await shop.getByRole('button', { name: 'Cancel' }).click()
  await shop.waitForURL(/\/home$/)
  await shop.goto('/connect/connections')
  await expect(shop.getByText('You haven’t finished connecting your account in Canada')).toBeVisible()
  await expectAccessible(shop)
  await shop.getByRole('link', { name: 'Report what Amazon showed' }).click()
  await shop.getByLabel('What did Amazon show?').fill('Error code: SPDC8143')
  await shop.getByRole('button', { name: 'Send report' }).click()
  await expect(shop.getByText('You reported: Error code: SPDC8143')).toBeVisible()
  await expectAccessible(shop)

  await office.goto('/ops/attempts')
  await office.getByRole('row', { name: account.name }).getByRole('link').first().click()
  await expect(office.getByText('The seller reported what Amazon showed').first()).toBeVisible()
  await expect(office.getByText('Error code: SPDC8143')).toBeVisible()
  await expectAccessible(office)

  await shop.goto('/')
  await shop.getByRole('link', { name: 'Continue', exact: true }).click()
  await expect(shop.getByLabel('Country')).toHaveValue('A2EUQ1WTGCTBG2')
  await shop.getByRole('button', { name: 'Authorize at Amazon' }).click()
  await atAmazon(shop)
})

test('after signing in with the wrong account at Amazon, the page names both and leads to the same renewal', async ({
  shop,
  connected,
  amazon,
}) => {
  const partner = await connected()
  const other = await amazon.addPartner()
  const card = await connectionCard(shop, partner.name)
  await expect(card).toBeVisible()
  const id = await shop.evaluate(
    () => document.querySelector<HTMLInputElement>('article input[name=id]')?.value ?? '',
  )
  await shop.goto(`/connect/${id}/re-authorize`)
  await shop.getByRole('button', { name: 'Authorize at Amazon' }).click()
  await atAmazon(shop)
  await confirm(shop, other)
  await expect(shop.getByRole('heading', { name: /different selling partner signed in/ })).toBeVisible()
  await expect(shop.getByText(`${partner.name} (${partner.id})`)).toBeVisible()
  await expect(shop.getByText(other.id, { exact: true })).toBeVisible()
  await expectAccessible(shop)
  await shop.getByRole('link', { name: 'Authorize again' }).click()
  await expect(shop.getByRole('heading', { name: `Authorize ${partner.name} again` })).toBeVisible()
})

test('a deactivated account reads what is wrong', async ({ shop, amazon }) => {
  const partner = await amazon.addPartner({ isActive: false })
  await authorize(shop)
  await confirm(shop, partner)
  await expect(
    shop.getByRole('heading', { name: `${partner.id} is connected, but Amazon is refusing access` }),
  ).toBeVisible()
  await expect(shop.getByText(/check that the account is active/)).toBeVisible()
  await expect(shop.getByText(/You’re done/)).toHaveCount(0)
  await expectAccessible(shop)
  const card = await connectionCard(shop, partner.id)
  await expect(card).toContainText('Refused by Amazon')
})

test('while Amazon refuses the application, a seller reads that connecting is paused', async ({
  shop,
  connected,
  amazon,
  office,
}) => {
  const partner = await connected()
  await amazon.addFault({ kind: 'refuse', row: 'L5', at: 'token' })
  await openPartner(office, partner.name)
  await refreshNow(office)
  await expect(office.getByText('Blocked by app credentials').first()).toBeVisible()
  await shop.goto('/')
  await expect(shop.getByText('Connecting is paused at the moment')).toBeVisible()
  await expect(shop.getByText(/finish setting up/)).toHaveCount(0)
  await amazon.clearFaults()
  await refreshNow(office)
  await shop.goto('/')
  await expect(shop.getByRole('button', { name: 'Authorize at Amazon' })).toBeVisible()
})

test('a vendor from the Vendor Central of the Middle East chooses one of its three countries', async ({
  shop,
  demo,
  amazon,
}) => {
  await amazon.changeApplication({ listed: true })
  const partner = await amazon.addPartner({ partnerType: 'vendor', countries: ['AE'] })
  await shop.goto(`${demo.simulator}/vendorcentral.amazon.me/selling-partner-appstore`)
  await shop.getByRole('link', { name: 'Authorize Now' }).click()
  await shop.getByLabel('Signed in as').selectOption(partner.id)
  await shop.getByRole('button', { name: /^Login to/ }).click()
  await expect(shop.getByRole('heading', { name: 'Connect this Amazon account?' })).toBeVisible()
  await expect(shop.getByLabel('Country').locator('option:not([disabled])')).toHaveText([
    'Egypt',
    'Saudi Arabia',
    'United Arab Emirates',
  ])
  await expectAccessible(shop)
  await shop.getByLabel('Country').selectOption({ label: 'United Arab Emirates' })
  await shop.getByRole('button', { name: 'Continue at Amazon' }).click()
  await expect(shop.getByRole('heading', { name: `${partner.id} is connected` })).toBeVisible()
})
