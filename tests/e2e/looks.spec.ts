import { expect } from '@playwright/test'
import { authorizationOf, passDays } from './database.ts'
import { expectGoodLooks, withOwnDemo } from './fixtures.ts'
import {
  authorize,
  confirm,
  connectionCard,
  expectConnected,
  inviteOperator,
  openDisconnect,
  openPartner,
  refreshNow,
  runFirstCall,
  statePanel,
} from './story.ts'

const test = withOwnDemo()

test.beforeEach(({ allowOnConsole }) => {
  // The browser logs the status of an error page.
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
  await page.getByLabel('Email').fill('nobody@example.com')
  await page.getByLabel('Password', { exact: true }).fill('not this one at all')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Wrong email address or password' })).toBeVisible()
  await expectGoodLooks(page)
})

test('what a seller sees', async ({ shop, amazon, database }) => {
  await shop.goto('/')
  await expectGoodLooks(shop)
  await shop.goto('/connect/connections')
  await expectGoodLooks(shop)
  await shop.goto('/connect/me')
  await expectGoodLooks(shop)

  await amazon.addFault({ kind: 'status', status: 503, at: 'token' })
  const partner = await amazon.addPartner({ countries: ['US', 'CA', 'MX', 'BR'] })
  await authorize(shop)
  await confirm(shop, partner)
  await expect(shop.getByRole('heading', { name: 'Finishing the connection' })).toBeVisible()
  await expect(shop.getByText('Amazon isn’t responding at the moment')).toBeVisible()
  await expectGoodLooks(shop)
  await amazon.clearFaults()
  await expectConnected(shop, partner.name)
  await expectGoodLooks(shop)

  await amazon.addFault({ kind: 'refuse', row: 'L1', at: 'token' })
  const unlucky = await amazon.addPartner()
  await authorize(shop)
  await confirm(shop, unlucky)
  await expect(shop.getByRole('heading', { name: 'Amazon didn’t accept the authorization' })).toBeVisible()
  await expectGoodLooks(shop)
  await amazon.clearFaults()

  const card = await connectionCard(shop, partner.name)
  await openDisconnect(card)
  await expectGoodLooks(shop)
  const id = (await authorizationOf(database, partner))?.id
  await passDays(database, partner, 360)
  await shop.goto('/connect/connections')
  await expect(card).toContainText('Renewal due')
  await expectGoodLooks(shop)
  await shop.goto(`/connect/${id}/re-authorize`)
  await expectGoodLooks(shop)
  await shop.goto(`/connect/arrival/${id}`)
  await expectGoodLooks(shop)
  await shop.goto('/connect/finish/unknown')
  await expectGoodLooks(shop)
  await shop.goto('/ops')
  await expectGoodLooks(shop)
})

test('what an operator sees', async ({ office, connected, database }) => {
  await connected()
  await database`
    insert into history (grain, starts_at, metric, label, value)
    select 'hour', date_trunc('hour', now() - interval '30 hours'), metric, label, 7
    from (values ('refreshes', 'none'), ('refreshes', 'invalid_grant'), ('vends', 'issued'), ('vends', 'failed'),
      ('lwa_latency', '0.25'), ('lwa_latency', '+Inf')) as counted (metric, label)`
  await office.goto('/ops')
  const tables = office.getByText('Show as a table')
  await expect(tables.nth(2)).toBeVisible()
  for (const table of await tables.all()) await table.click()
  await expect(office.getByRole('table', { name: 'Tokens vended to programs' })).toContainText('Failed')
  await expectGoodLooks(office)
  for (const path of ['/ops/audit', '/ops/audit?outcome=failed&request=none']) {
    await office.goto(path)
    await expect(office.getByLabel('Outcome')).toBeVisible()
    await expectGoodLooks(office)
  }
  await office.goto('/ops/authorizations')
  await expect(office.getByRole('row').first()).toBeVisible()
  await expectGoodLooks(office)
  await office.keyboard.press('?')
  await expect(office.getByRole('dialog')).toBeVisible()
  await expectGoodLooks(office)
  await office.goto('/ops/authorizations?search=nobody-of-this-name')
  await expectGoodLooks(office)
  for (const path of ['/ops/outbox', '/ops/outbox?status=failed', '/ops/outbox/coming']) {
    await office.goto(path)
    await expect(office.getByRole('navigation', { name: 'Messages by time' })).toBeVisible()
    await expectGoodLooks(office)
  }
  for (const path of ['/ops/renewals', '/ops/renewals?within=1999-01']) {
    await office.goto(path)
    await expect(office.getByRole('navigation', { name: 'Filter by month' })).toBeVisible()
    await expectGoodLooks(office)
  }
})

test('what an operator sees of one selling partner', async ({ office, connected, amazon }) => {
  const doubtful = await connected()
  const partner = await connected({ countries: ['US', 'CA', 'MX', 'BR'] })
  await amazon.disable(doubtful)
  await openPartner(office, doubtful.name)
  await refreshNow(office)
  await expect(statePanel(office)).toContainText('Retrying')
  await expectGoodLooks(office)
  await openPartner(office, partner.name)
  await expectGoodLooks(office)
  await office.getByRole('button', { name: 'Revoke' }).click()
  await office.getByLabel(/^Type/).fill('not yet')
  await expectGoodLooks(office)
})

test('what an operator sees of calls and attempts', async ({ office, connected }) => {
  const partner = await connected()
  await openPartner(office, partner.name)
  await runFirstCall(office)
  await expectGoodLooks(office)
  for (const tab of ['Tree', 'Raw', 'Headers', 'Request']) {
    await office.getByRole('button', { name: tab, exact: true }).click()
    await expectGoodLooks(office)
  }
  await office.getByRole('link', { name: 'Link to this call' }).click()
  await expect(office.getByRole('heading', { name: 'Compare with' })).toBeVisible()
  await expectGoodLooks(office)
  await office.goto('/ops/calls')
  await office.getByRole('combobox', { name: 'Selling partner' }).click()
  await expect(office.getByRole('option').first()).toBeVisible()
  await expectGoodLooks(office)

  for (const path of ['/ops/attempts', '/ops/attempts?end=failed', '/ops/me', '/ops/nowhere']) {
    await office.goto(path)
    await expectGoodLooks(office)
  }
})

test('what an administrator sees', async ({ office, demo }) => {
  await inviteOperator(office, 'viewer')
  await expectGoodLooks(office)
  await office.goto('/ops/authorizations/new')
  await expectGoodLooks(office)
  await office.goto('/ops/keys')
  await expectGoodLooks(office)
  await office.goto('/ops/keys/agents')
  await expectGoodLooks(office)
  await office.goto('/ops/encryption')
  await expectGoodLooks(office)
  await office.goto('/ops/people?side=accounts')
  await expectGoodLooks(office)
  await office.goto(`/ops/people?search=${demo.operator.email}`)
  await office
    .getByRole('button', { name: /^Manage / })
    .first()
    .click()
  await expect(office.getByRole('dialog')).toBeVisible()
  await expectGoodLooks(office)
})
