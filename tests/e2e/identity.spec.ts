import { expect } from '@playwright/test'
import { authorizationOf } from './database.ts'
import { expectAccessible, test } from './fixtures.ts'
import { newAccount, signUpAt } from './seller.ts'
import { authorize, confirm, signUp } from './story.ts'

test('an operator sees that Amazon accepted the selling partner id together with the token', async ({
  connected,
  office,
  database,
}) => {
  const partner = await connected()
  const id = (await authorizationOf(database, partner))?.id
  // The worker asks Amazon on its own.
  await expect(async () => {
    await office.goto(`/ops/authorizations/${id}`)
    await expect(office.getByText('Amazon accepted it together with this seller’s own token.')).toBeVisible({
      timeout: 1_000,
    })
  }).toPass()
  await expectAccessible(office)
  await expect(office.getByRole('button', { name: 'Confirm id' })).toHaveCount(0)
})

test('an id claimed by a second account raises an alert for operators', async ({
  page,
  connected,
  office,
}) => {
  const partner = await connected()
  await signUp(page)
  await authorize(page)
  await confirm(page, partner)
  await expect(page.getByRole('main')).toContainText('another account')
  await office.goto('/ops')
  const alert = office.getByText(/claim the selling partner id|that another account has claimed/)
  await expect(alert.filter({ visible: true })).toBeVisible()
  await expectAccessible(office)
  await office.getByRole('link', { name: /^Review the grants?$/ }).click()
  await expect(office.getByRole('main')).toContainText(partner.id)
})

test('an operator moves a store to another account after confirming which one', async ({
  shop,
  connected,
  office,
  database,
  demo,
  anotherBrowser,
}) => {
  const partner = await connected()
  const heir = newAccount()
  const session = await signUpAt(demo.app, heir)
  await office.goto(`/ops/authorizations/${(await authorizationOf(database, partner))?.id}`)
  await office.getByLabel('Move to', { exact: true }).fill(heir.email)
  await office.getByRole('button', { name: 'Move to this account' }).click()
  const check = office.getByRole('status').filter({ hasText: `Is ${heir.name} the right account?` })
  await expect(check).toContainText(/Id [0-9a-f-]{36}/)
  await expectAccessible(office)
  await office.getByRole('button', { name: `Move to ${heir.name}` }).click()
  await expect(office.getByText('Moved to another account')).toBeVisible()

  await shop.goto('/connect/connections')
  await expect(shop.getByRole('article', { name: partner.name })).toHaveCount(0)
  const other = await anotherBrowser()
  await session.enter(other.context())
  await other.goto('/connect/connections')
  await expect(other.getByRole('article', { name: partner.name })).toContainText('Connected')
})

test('a seller who forgot their password sets a new one with a link from an administrator', async ({
  account,
  seller,
  office,
  page,
}) => {
  expect(seller).toBeDefined()
  await office.goto(`/ops/people?side=accounts&search=${account.email}`)
  await office.getByRole('button', { name: `Manage ${account.name}` }).click()
  await office.getByRole('button', { name: 'Create reset link' }).click()
  const link = await office.locator('code').filter({ hasText: '/reset#' }).innerText()
  await expectAccessible(office)

  await page.goto('/sign-in')
  await expect(page.getByText('Forgot your password?')).toBeVisible()
  await page.goto(link)
  await expect(page.getByLabel('Email address')).toHaveValue(account.email)
  await expectAccessible(page)
  await page.getByLabel('New password').fill('password1234')
  await page.getByRole('button', { name: 'Save and sign in' }).click()
  await expect(page.getByText('easy to guess')).toBeVisible()
  await page.getByLabel('New password').fill('copper-Sunday-91-lantern')
  await page.getByRole('button', { name: 'Save and sign in' }).click()
  await page.waitForURL((url) => url.pathname === '/')
  await page.goto('/connect/me')
  await expect(page.getByText(account.email).first()).toBeVisible()
  await page.goto('about:blank')
  await page.goto(link)
  await expect(page.getByText('was used or has expired')).toBeVisible()
})

test('a seller sees each country once, and no marketplace of other sellers', async ({ shop, connected }) => {
  const partner = await connected({ countries: ['US', 'CA', 'MX'], listsUnknownMarketplaces: true })
  await shop.goto('/connect/connections')
  await expect(shop.getByRole('article', { name: partner.name })).toContainText(
    /North America \((CA|MX|US)(, (CA|MX|US)){2}\)/,
  )
  await expect(shop.getByText('Non-Amazon')).toHaveCount(0)
})
