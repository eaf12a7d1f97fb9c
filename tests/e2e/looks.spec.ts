import { expect, type Page } from '@playwright/test'
import { authorizationOf } from './database.ts'
import { expectAccessible, test } from './fixtures.ts'
import {
  authorize,
  confirm,
  connect,
  connectionCard,
  expectConnected,
  inviteOperator,
  openPartner,
  signUp,
} from './story.ts'

const height = 900
const [desktop, phone, narrow] = [1440, 390, 320]

/** Readable for everybody, in light and dark, on a desktop and a phone, and never wider than the screen. */
async function expectGoodLooks(page: Page): Promise<void> {
  for (const width of [desktop, phone]) {
    await page.setViewportSize({ width, height })
    await expectAccessible(page)
  }
  for (const width of [narrow, phone, desktop]) {
    await page.setViewportSize({ width, height })
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(overflow, `${page.url()} at ${width} px`).toBeLessThanOrEqual(0)
  }
}

test.beforeEach(({ allowOnConsole }) => {
  test.setTimeout(120_000)
  // The browser notes the status of a page that says what went wrong.
  allowOnConsole(/Failed to load resource: the server responded with a status of 4/)
})

test('what a visitor sees', async ({ page }) => {
  for (const path of [
    '/',
    '/sign-in',
    '/sign-up',
    '/setup',
    '/nowhere',
    '/authorize',
    '/sp-api/auth?state=x&selling_partner_id=A1&spapi_oauth_code=y',
  ]) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectGoodLooks(page)
  }
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill('nobody@example.com')
  await page.getByLabel('Password', { exact: true }).fill('not this one at all')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'is not right' })).toBeVisible()
  await expectGoodLooks(page)
})

test('what a seller sees', async ({ page, amazon, database }) => {
  await signUp(page)
  await expectGoodLooks(page)
  await page.goto('/connect/connections')
  await expectGoodLooks(page)
  await page.goto('/connect/me')
  await expectGoodLooks(page)

  await amazon.addFault({ kind: 'status', status: 503, at: 'token' })
  const partner = await amazon.addPartner({ countries: ['US', 'CA', 'MX', 'BR'] })
  await authorize(page)
  await confirm(page, partner)
  await expect(page.getByRole('heading', { name: 'Finishing the connection' })).toBeVisible()
  await expect(page.getByText('Amazon does not answer at the moment')).toBeVisible()
  await expectGoodLooks(page)
  await amazon.clearFaults()
  await expectConnected(page, partner.name)
  await expectGoodLooks(page)

  await amazon.addFault({ kind: 'refuse', row: 'L1', at: 'token' })
  const unlucky = await amazon.addPartner()
  await authorize(page)
  await confirm(page, unlucky)
  await expect(page.getByRole('heading', { name: 'Amazon did not accept the authorization' })).toBeVisible()
  await expectGoodLooks(page)
  await amazon.clearFaults()

  const card = await connectionCard(page, partner.name)
  await card.getByText('Disconnect', { exact: true }).click()
  await expectGoodLooks(page)
  const id = (await authorizationOf(database, partner))?.id
  await database`update "authorization" set renewed_at = renewed_at - interval '360 days' where id = ${id ?? null}`
  await page.goto('/connect/connections')
  await expect(card).toContainText('Renewal due')
  await expectGoodLooks(page)
  await page.goto(`/connect/${id}/re-authorize`)
  await expectGoodLooks(page)
  await page.goto(`/connect/arrival/${id}`)
  await expectGoodLooks(page)
  await page.goto('/connect/finish/unknown')
  await expectGoodLooks(page)
  await page.goto('/ops')
  await expectGoodLooks(page)
})

test('what an operator sees', async ({ page, anotherBrowser, amazon, signInAsOperator }) => {
  const partner = await amazon.addPartner({ countries: ['US', 'CA', 'MX', 'BR'] })
  const doubtful = await amazon.addPartner()
  const seller = await anotherBrowser()
  await signUp(seller)
  await connect(seller, doubtful)
  await connect(seller, partner)
  await amazon.disable(doubtful)

  await signInAsOperator(page)
  await expect(page.getByRole('row', { name: partner.name })).toBeVisible()
  await expectGoodLooks(page)
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectGoodLooks(page)
  await page.goto('/ops?search=nobody-of-this-name')
  await expectGoodLooks(page)
  for (const path of ['/ops/renewals', '/ops/renewals?within=1999-01']) {
    await page.goto(path)
    await expect(page.getByRole('navigation', { name: 'Filter by month' })).toBeVisible()
    await expectGoodLooks(page)
  }

  await openPartner(page, doubtful.name)
  await page.getByRole('button', { name: 'Refresh now' }).click()
  await expect(page.getByRole('region', { name: 'State' })).toContainText('In doubt')
  await expectGoodLooks(page)
  await openPartner(page, partner.name)
  await expectGoodLooks(page)
  await page.getByRole('button', { name: 'Revoke' }).click()
  await page.getByLabel(/^Type/).fill('not yet')
  await expectGoodLooks(page)
  await page.keyboard.press('Escape')

  await page.setViewportSize({ width: desktop, height })
  await page.getByRole('link', { name: 'Run a call' }).click()
  await page.getByRole('button', { name: 'Run' }).click()
  await page.waitForURL(/call=/)
  await page.getByText('Response as it came').click()
  await expectGoodLooks(page)
  await page.goto('/ops/calls')
  await page.getByRole('combobox', { name: 'Selling partner' }).click()
  await expect(page.getByRole('option').first()).toBeVisible()
  await expectGoodLooks(page)

  for (const path of ['/ops/attempts', '/ops/attempts?end=failed', '/ops/me', '/ops/nowhere', '/ops?no=1']) {
    await page.goto(path)
    await expectGoodLooks(page)
  }
})

test('what an administrator sees', async ({ page, signInAsOperator, demo }) => {
  await signInAsOperator(page)
  await inviteOperator(page, 'viewer')
  await expectGoodLooks(page)
  await page.goto('/ops/authorizations/new')
  await expectGoodLooks(page)
  await page.goto('/ops/keys')
  await expectGoodLooks(page)
  await page.goto('/ops/people?side=accounts')
  await expectGoodLooks(page)
  await page.goto(`/ops/people?search=${demo.operator.email}`)
  await page
    .getByRole('button', { name: /^Manage / })
    .first()
    .click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectGoodLooks(page)
})
