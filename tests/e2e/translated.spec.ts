import { randomUUID } from 'node:crypto'
import { expect, type Locator, type Page } from '@playwright/test'
import { withOwnDemo } from './fixtures.ts'
import {
  atAmazon,
  authorize,
  confirm,
  connectionCard,
  expectConnected,
  fillSignIn,
  fillSignUp,
  openPartner,
  refreshNow,
  statePanel,
} from './story.ts'
import { type Manner, translatePages } from './translator.ts'

const test = withOwnDemo()

/** The page has been translated. */
async function expectTranslated(page: Page): Promise<void> {
  await expect(page.locator('h1 font').first()).toBeVisible()
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await expectTranslated(page)
}

/** The text of the page changes, and the old text disappears. */
async function expectChange(change: { from: Locator; to: Locator }, act: () => Promise<void>): Promise<void> {
  await expect(change.from).toBeVisible()
  await act()
  await expect(change.to).toBeVisible()
  await expect(change.from).toHaveCount(0)
}

const refusal = `{"error":"invalid_grant","error_description":"The request has an invalid grant parameter : refresh_token. User may have revoked or didn't grant the permission."}`

const destination = (page: Page) => page.locator('form#authorize [aria-live]')

async function chooseCountry(page: Page): Promise<void> {
  await open(page, '/')
  const choose = (country: string) => page.getByLabel('Country').selectOption({ label: country })
  await expect(destination(page)).toContainText('Seller Central or Vendor Central of that country.')
  await choose('Germany')
  await expect(destination(page)).toHaveText('You will be sent to sellercentral-europe.amazon.com')
  await choose('Japan')
  await expect(destination(page)).toHaveText('You will be sent to sellercentral.amazon.co.jp')
  await page.getByRole('radio', { name: 'Vendor' }).check()
  await expect(destination(page)).toHaveText('You will be sent to vendorcentral.amazon.co.jp')
}

test.beforeEach(({ allowOnConsole }) => {
  // React hydrates a page part by part. It renders a part that was already translated again, and reports that.
  allowOnConsole(/Minified React error #418/)
})

for (const manner of ['replaces', 'inserts and removes', 'moves', 'merges'] satisfies Manner[]) {
  test(`a seller chooses a country on a page whose translator ${manner} text`, async ({ shop }) => {
    await translatePages(shop.context(), manner)
    await chooseCountry(shop)
  })
}

test('a visitor with a translating browser signs in, signs up, and reads validation errors', async ({
  page,
  demo,
}) => {
  await translatePages(page.context())
  await open(page, '/sign-in')
  await fillSignIn(page, { ...demo.operator, password: 'not this one' })
  await expect(page.getByRole('alert').filter({ hasText: 'Wrong email address or password' })).toBeVisible()

  await open(page, '/sign-up')
  await page.getByLabel('Business name').fill('Translated')
  await page.getByLabel('Email address').fill(`translated-${randomUUID()}@example.com`)
  await page.getByLabel('Password', { exact: true }).fill('password1234')
  await page.getByRole('button', { name: 'Create an account' }).click()
  await expect(page.getByText('easy to guess')).toBeVisible()
  await fillSignUp(page)
  await expect(page.getByRole('heading', { name: 'Where do you sell?' })).toBeVisible()
})

test('a visitor with a translating browser gets a diagnosis', async ({ page }) => {
  await translatePages(page.context())
  await open(page, '/diagnose')
  const paste = async (text: string) => {
    await page.getByLabel('Amazon’s response').fill(text)
    await page.getByRole('button', { name: 'Diagnose' }).click()
  }
  await page.getByRole('button', { name: 'Diagnose' }).click()
  await expect(page.getByText('Paste something first')).toBeVisible()
  await expectChange(
    {
      from: page.getByText('Paste something first'),
      to: page.getByRole('heading', { name: 'LWA refuses the refresh token' }),
    },
    () => paste(refusal),
  )
})

test('a seller with a translating browser connects, waits for Amazon, and disconnects', async ({
  shop,
  amazon,
}) => {
  await translatePages(shop.context())
  const partner = await amazon.addPartner({ countries: ['DE'] })
  await amazon.addFault({ kind: 'status', status: 503, at: 'token' })
  await authorize(shop, 'Germany')
  await confirm(shop, partner)
  await expect(shop.getByText('Amazon isn’t responding at the moment')).toBeVisible()
  await amazon.clearFaults()
  await expectConnected(shop, partner.name)

  const card = await connectionCard(shop, partner.name)
  await expectChange(
    {
      from: card.getByText('Connected', { exact: true }),
      to: card.getByText('Disconnected', { exact: true }),
    },
    async () => {
      await card.locator('summary').click()
      await card.getByRole('button', { name: /^Disconnect/ }).click()
    },
  )
})

test('a seller with a translating browser opens a connect link, continues, and signs out', async ({
  shop,
  account,
  office,
}) => {
  await office.goto('/ops/links')
  await office.getByLabel('Name').fill(`Translated ${randomUUID()}`)
  await office.getByRole('button', { name: 'Create link' }).click()
  const link = await office.locator('code').filter({ hasText: '/connect/link/' }).innerText()

  await translatePages(shop.context())
  await open(shop, link)
  await shop.getByLabel('Country').selectOption({ label: 'United States' })
  await shop.getByRole('button', { name: 'Authorize at Amazon' }).click()
  await atAmazon(shop)

  await open(shop, '/connect/me')
  await shop.getByLabel('Current password').fill('not this one')
  await shop.getByLabel('New password').fill('lantern-gravel-Friday-78')
  await shop.getByRole('button', { name: 'Change password' }).click()
  await expect(shop.getByText('isn’t your current password')).toBeVisible()
  await shop.getByLabel('Current password').fill(account.password)
  await shop.getByLabel('New password').fill('lantern-gravel-Friday-78')
  await shop.getByRole('button', { name: 'Change password' }).click()
  await expect(shop.getByText('Password changed')).toBeVisible()
  await expect(shop.getByText('isn’t your current password')).toHaveCount(0)
  await shop.getByRole('button', { name: 'Sign out', exact: true }).click()
  await shop.waitForURL((url) => url.pathname === '/sign-in')
})

test('an operator with a translating browser sees the result of each action', async ({
  office,
  connected,
  amazon,
}) => {
  await translatePages(office.context())
  const partner = await connected()
  await openPartner(office, partner.name)
  await expectTranslated(office)
  await refreshNow(office)
  await expect(office.getByText('Amazon issued a new access token.')).toBeVisible()

  const state = (label: string) => statePanel(office).getByText(label, { exact: true })
  await expectChange({ from: state('Working'), to: state('Paused') }, () =>
    office.getByRole('button', { name: 'Pause' }).click(),
  )
  await expectChange({ from: state('Paused'), to: state('Working') }, () =>
    office.getByRole('button', { name: 'Resume' }).click(),
  )
  await amazon.disable(partner)
  await expectChange({ from: state('Working'), to: state('Retrying') }, () => refreshNow(office))

  const heading = (name: string) => office.getByRole('heading', { level: 1, name })
  await office.getByLabel('Label').fill('Renamed store')
  await expectChange({ from: heading(partner.name), to: heading('Renamed store') }, () =>
    office.getByRole('button', { name: 'Save label' }).click(),
  )
  await office.getByRole('button', { name: 'Theme and times' }).click()
  for (const format of ['UTC', 'Local', 'Relative'])
    await office.getByRole('button', { name: format, exact: true }).click()

  await expectChange({ from: state('Retrying'), to: state('Disconnected') }, async () => {
    await office.getByRole('button', { name: 'Revoke' }).click()
    await office.getByLabel(/^Type/).fill(partner.id)
    await office.getByRole('button', { name: 'Revoke and destroy the tokens' }).click()
  })
})

test('an operator with a translating browser uses the dashboard’s forms', async ({ office, connected }) => {
  const partner = await connected()
  const name = `Translated ${randomUUID()}`
  await translatePages(office.context())

  await open(office, '/ops/keys')
  await office.getByLabel('Name', { exact: true }).fill(name)
  await office.getByLabel(/^Get grantless tokens/).check()
  await office.getByLabel('Account', { exact: true }).fill('nobody at all')
  const makeKey = () => office.getByRole('button', { name: 'Create API key' }).click()
  await makeKey()
  const refused = office.getByText('Some of these scopes can’t be limited to one account or to tags.')
  await expectChange({ from: refused, to: office.getByText(`API key ${name} created.`) }, async () => {
    await office.getByLabel('Account', { exact: true }).fill('')
    await makeKey()
  })

  await open(office, '/ops/links')
  await office.getByLabel('Name').fill(name)
  await office.getByRole('button', { name: 'Create link' }).click()
  await expect(office.getByText(`Link ${name} created.`)).toBeVisible()

  await open(office, '/ops/people')
  await office.getByRole('textbox', { name: 'Email address' }).fill(`${randomUUID()}@example.com`)
  await office.getByRole('button', { name: 'Create invitation link' }).click()
  await expect(office.locator('code').filter({ hasText: '/setup#' })).toBeVisible()

  await open(office, '/ops/authorizations/new')
  await office.getByLabel('Refresh token').fill(`Atza|${'x'.repeat(348)}`)
  await office.getByLabel('Region and home marketplace').selectOption({ label: 'United States' })
  await office.getByLabel('Label').fill(name)
  await office.getByRole('button', { name: 'Test and save token' }).click()
  await expect(office.getByText('This is an access token')).toBeVisible()

  await open(office, '/ops/authorizations')
  const rows = office.getByRole('table').getByRole('row')
  await office.getByRole('searchbox').fill('nobody of this name')
  await expect(rows).toHaveCount(0)
  await office.getByRole('searchbox').fill(partner.id)
  await expect(rows.filter({ hasText: partner.name })).toBeVisible()

  await open(office, '/ops/calls')
  await office.getByRole('combobox', { name: 'Selling partner' }).fill(partner.id)
  await office.getByRole('option', { name: partner.id }).click()
  await office.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(office.getByText('200', { exact: true }).first()).toBeVisible()

  await open(office, '/ops/attempts')
  await office.getByRole('searchbox').fill(partner.id)
  await expect(rows).toHaveCount(2)
  await office.getByRole('button', { name: 'Theme and times' }).click()
  await office.getByRole('button', { name: 'Dark' }).click()
  await expect(office.locator('html')).toHaveAttribute('data-theme', 'dark')
})

test('a page that is translated before hydration works, too', async ({ shop }) => {
  await translatePages(shop.context(), 'replaces', 'as soon as the page is there')
  await chooseCountry(shop)
})

test('what is entered before React takes a translated page over stays there', async ({ shop }) => {
  await translatePages(shop.context(), 'replaces', 'as soon as the page is there')
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await shop.route(/\/_next\/static\/.*\.js/, async (route) => {
    await released
    await route.continue()
  })
  await shop.goto('/', { waitUntil: 'commit' })
  await expectTranslated(shop)
  await shop.getByLabel('Country').selectOption({ label: 'Japan' })
  await shop.getByRole('radio', { name: 'Vendor' }).check()
  release()
  await expect(destination(shop)).toHaveText('You will be sent to vendorcentral.amazon.co.jp')
  await expect(shop.getByLabel('Country')).toHaveValue('A1VC38T7YXB528')
  await expect(shop.getByRole('radio', { name: 'Vendor' })).toBeChecked()
})
