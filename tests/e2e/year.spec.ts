import { expect, type Page } from '@playwright/test'
import type { Partner } from './amazon.ts'
import { authorizationOf, passDays, type Sql } from './database.ts'
import { withOwnDemo } from './fixtures.ts'
import {
  agree,
  confirm,
  connectionCard,
  disconnect,
  expectConnected,
  manageApps,
  openPartner,
  renewInManageApps,
  statePanel,
} from './story.ts'

const test = withOwnDemo()

/** As if the first refusal had been a while ago. */
const passQuarterHour = (sql: Sql, { id }: Partner) =>
  sql`update "authorization" set first_invalid_grant_at = first_invalid_grant_at - interval '16 minutes'
    where selling_partner_id = ${id}`

/** The calendar, limited to that period. */
async function openCalendar(office: Page, level: string): Promise<void> {
  await office.goto('/ops/renewals')
  await office
    .getByRole('navigation', { name: 'Filter by time' })
    .getByRole('link', { name: new RegExp(`^${level}`) })
    .click()
  await office.waitForURL(/within=/)
}

test('a year in the browser: connected, due, renewed in Seller Central, overdue, lapsed, reauthorized', async ({
  shop,
  connected,
  office,
  amazon,
  database,
}) => {
  const partner = await connected()
  const card = await connectionCard(shop, partner.name)
  await expect(card).toContainText('Connected')
  await office.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await office.goto('/ops/renewals')
  await expect(office.getByRole('link', { name: /^Later/ })).toBeVisible()

  await passDays(database, partner, 345)
  await office.goto('/ops/authorizations')
  await expect(office.getByText(/\d+ due for renewal/).filter({ visible: true })).toBeVisible()
  await openCalendar(office, 'In 8 to 30 days')
  const row = office.getByRole('row', { name: partner.name })
  await expect(row).toContainText('Renewal due')
  await expect(row).toContainText('in 19 days')
  const before = await authorizationOf(database, partner)
  const copied = expect.poll(() => office.evaluate(() => navigator.clipboard.readText()))
  await row.getByRole('button', { name: 'Seller Central' }).click()
  await copied.toMatch(/\/sellercentral\.amazon\.com\/apps\/manage$/)
  await row.getByRole('button', { name: 'Our link' }).click()
  await copied.toMatch(new RegExp(`/connect/${before?.id}/re-authorize$`))

  await shop.reload()
  await expect(card).toContainText('Amazon asks you to renew your permission')
  await card.getByRole('link', { name: 'Renew in Seller Central' }).click()
  await renewInManageApps(shop, partner)
  await agree(shop, partner)
  await expectConnected(shop, partner.name)
  const renewed = await authorizationOf(database, partner)
  expect(renewed).toMatchObject({ id: before?.id, accountId: before?.accountId })
  await shop.goto('/connect/connections')
  await expect(card).not.toContainText('renew')
  await openCalendar(office, 'In 8 to 30 days')
  await expect(office.getByRole('row', { name: partner.name })).toHaveCount(0)

  await passDays(database, partner, 370)
  await openCalendar(office, 'Overdue')
  await expect(office.getByRole('row', { name: partner.name })).toContainText('5 days ago')
  await openPartner(office, partner.name)
  const state = statePanel(office)
  await expect(state).toContainText('documents disagree')
  const refresh = office.getByRole('button', { name: 'Refresh now' })
  await refresh.click()
  await expect(office.getByText('Amazon issued a new access token.')).toBeVisible()
  await shop.reload()
  await expect(card).toContainText('It still works, but Amazon may end it')

  await amazon.disable(partner)
  for (const [index, refused] of ['Retrying', 'Retrying', 'Needs re-authorization'].entries()) {
    await refresh.click()
    await expect
      .poll(async () => (await authorizationOf(database, partner))?.invalidGrants, 'refusals so far')
      .toBe(index + 1)
    await expect(state).toContainText(refused)
    await expect(refresh).toBeVisible()
    await passQuarterHour(database, partner)
  }
  await shop.reload()
  await expect(card).toContainText('no longer accepts your permission')
  await card.getByRole('link', { name: 'Authorize again here' }).click()
  await shop.getByRole('button', { name: 'Authorize at Amazon' }).click()
  await confirm(shop, partner)
  await expectConnected(shop, partner.name)
  await shop.goto('/connect/connections')
  await expect(card).toContainText('Connected')
  await office.reload()
  await expect(state).toContainText('Working')
  expect(await authorizationOf(database, partner)).toMatchObject({ id: before?.id, invalidGrants: 0 })
})

test('after disconnecting, the seller is led to Manage Your Apps in their own Seller Central', async ({
  shop,
  connected,
}) => {
  const partner = await connected({ countries: ['JP'] })
  const card = await connectionCard(shop, partner.name)
  await disconnect(card)
  await expect(card).toContainText('One step is left')
  await card.getByRole('link', { name: 'Open Manage Your Apps' }).click()
  expect(new URL(shop.url()).pathname).toBe('/sellercentral.amazon.co.jp/apps/manage')
  await manageApps(shop, partner)
  await shop.getByRole('button', { name: 'Disable authorization' }).click()
  await expect(shop.getByRole('link', { name: 'Enable Authorization' })).toBeVisible()
})
