import { expect, type Page } from '@playwright/test'
import type { Partner } from './amazon.ts'
import { authorizationOf } from './database.ts'
import { test } from './fixtures.ts'
import { start } from './seller.ts'
import {
  confirm,
  connectionCard,
  expectConnected,
  findPartner,
  openPartner,
  refreshNow,
  signIn,
  signUp,
  statePanel,
} from './story.ts'

test('an operator sees a selling partner and asks Amazon for its state', async ({
  connected,
  office,
  amazon,
  database,
}) => {
  const partner = await connected()
  const bystander = await connected()
  await expect(await findPartner(office, partner.name)).toContainText('Working')
  await openPartner(office, partner.name)
  await refreshNow(office)
  await expect(office.getByText('Amazon issued a new access token.')).toBeVisible()
  await expect(statePanel(office)).toContainText('Working')

  await amazon.disable(partner)
  await refreshNow(office)
  await expect(statePanel(office)).toContainText('Retrying')
  await expect(statePanel(office)).toContainText('invalid_grant')
  await expect(await findPartner(office, partner.name)).toContainText('Retrying')
  await expect(await findPartner(office, bystander.name), 'nobody else is moved').toContainText('Working')
  expect(await authorizationOf(database, partner)).toMatchObject({
    invalidGrants: 1,
    disconnectedAt: null,
    refreshTokenSealed: expect.any(String),
  })
})

test('only the owning account can authorize again with the operator’s link', async ({
  account,
  connected,
  office,
  anotherBrowser,
  amazon,
  database,
  allowOnConsole,
}) => {
  allowOnConsole(/404/)
  const partner = await connected()
  const before = await authorizationOf(database, partner)

  await office.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await openPartner(office, partner.name)
  await amazon.disable(partner)
  await refreshNow(office)
  await expect(statePanel(office)).toContainText('Retrying')
  await office.getByRole('button', { name: 'Copy the link' }).click()
  const link = await office.evaluate(() => navigator.clipboard.readText())
  expect(new URL(link).pathname).toBe(`/connect/${before?.id}/re-authorize`)

  const stranger = await anotherBrowser()
  await signUp(stranger)
  expect((await stranger.goto(link))?.status()).toBe(404)

  const home = await anotherBrowser()
  await signIn(home, link, account)
  await expect(home.getByRole('heading', { name: `Authorize ${partner.name} again` })).toBeVisible()
  await home.getByRole('button', { name: 'Authorize at Amazon' }).click()
  await confirm(home, partner)
  await expectConnected(home, partner.name)

  await office.reload()
  await expect(statePanel(office)).toContainText('Working')
  const after = await authorizationOf(database, partner)
  expect(after).toMatchObject({ id: before?.id, accountId: before?.accountId, invalidGrants: 0 })
  expect(after?.tokenVersion).toBeGreaterThan(before?.tokenVersion ?? Number.POSITIVE_INFINITY)
})

test('a revoked authorization is no longer used, and the seller sees it', async ({
  shop,
  connected,
  office,
  amazon,
  database,
}) => {
  const partner = await connected()
  await openPartner(office, partner.name)

  await office.getByRole('button', { name: 'Revoke' }).click()
  const dialog = office.getByRole('dialog')
  const sure = dialog.getByRole('button', { name: 'Revoke and destroy the tokens' })
  await expect(sure).toBeDisabled()
  await dialog.getByLabel(/^Type/).fill('something else')
  await expect(sure).toBeDisabled()
  await dialog.getByLabel(/^Type/).fill(partner.id)
  await sure.click()
  await expect(statePanel(office)).toContainText('Disconnected')
  expect(await authorizationOf(database, partner)).toMatchObject({
    refreshTokenSealed: null,
    accessTokens: 0,
    disconnectedAt: expect.any(Date),
  })

  await expect(office.getByRole('button', { name: 'Refresh now' })).toHaveCount(0)
  const seen = (await amazon.received()).at(-1)?.number ?? 0
  const id = (await authorizationOf(database, partner))?.id
  await office.goto(`/ops/calls?authorization=${id}`)
  await expect(office.getByRole('button', { name: 'Run', exact: true })).toBeDisabled()
  const received = await amazon.received()
  const exchange = received.findLast(({ body }) => body.includes('grant_type=authorization_code'))
  const { refresh_token: token } = JSON.parse(exchange?.responseBody ?? '{}') as { refresh_token?: string }
  expect(token).toMatch(/^Atzr\|/)
  // The worker may ask for other sellers meanwhile.
  const uses = received.filter(({ body }) => new URLSearchParams(body).get('refresh_token') === token)
  expect(uses.filter(({ number }) => number > seen)).toEqual([])
  await expect(await connectionCard(shop, partner.name)).toContainText('Disconnected')
})

test('the call runner shows request, response and earlier runs', async ({
  shop,
  connected,
  office,
  amazon,
}) => {
  const partner = await connected({ countries: ['US', 'CA'] })
  const withoutRole = await amazon.addPartner({ grantsRoles: false })
  await connectWithoutDetails(shop, withoutRole)

  await runCall(office, partner)
  const result = office.getByRole('main')
  await expect(result.getByText('200', { exact: true }).first()).toBeVisible()
  await expect(result.getByText('0.016 per second')).toBeVisible()
  await expect(result.getByText(/^\d+ ms$/).first()).toBeVisible()
  await expect(result.getByRole('table', { name: 'payload' })).toContainText('Amazon.ca')
  await result.getByRole('button', { name: 'Request', exact: true }).click()
  const shownResult = office.getByRole('region', { name: 'Result' })
  await expect(shownResult.getByText(/curl 'http.*\/sellers\/v1\/marketplaceParticipations'/)).toBeVisible()
  await expect(shownResult.getByText('x-amz-access-token: $TOKEN')).toBeVisible()
  expect(await office.content()).not.toMatch(/Atza\|(?!••••)/)

  await runCall(office, withoutRole)
  await expect(result.getByText('Amazon refused the call')).toBeVisible()
  await expect(result.getByText('403', { exact: true }).first()).toBeVisible()
  await expect(result.getByText('Access to requested resource is denied.').first()).toBeVisible()

  await office.goto('/ops/calls')
  const earlier = office.getByRole('table', { name: 'Earlier calls' })
  await expect(earlier.getByRole('row', { name: partner.name })).toContainText('200')
  await expect(earlier.getByRole('row', { name: withoutRole.id })).toContainText('403')
})

/** Amazon grants permission, but refuses to return the store's data. */
async function connectWithoutDetails(page: Page, partner: Partner): Promise<void> {
  await page.goto(start)
  await confirm(page, partner)
  await expectConnected(page, partner.id)
  await expect(page.getByText('Amazon refuses every request about this account')).toBeVisible()
}

/** Chooses the partner by typing, like an operator, and runs the first suggested operation. */
async function runCall(office: Page, partner: Partner): Promise<void> {
  await office.goto('/ops/calls')
  await office.getByRole('combobox', { name: 'Selling partner' }).fill(partner.id)
  await office.getByRole('option', { name: partner.id }).click()
  await office.waitForURL(/authorization=/)
  await office.getByRole('button', { name: 'Run', exact: true }).click()
  await office.waitForURL(/call=/)
}
