import { expect, type Page } from '@playwright/test'
import type { Partner } from './amazon.ts'
import { authorizationOf } from './database.ts'
import { test } from './fixtures.ts'
import { confirm, connect, connectionCard, expectConnected, openPartner, signIn, signUp } from './story.ts'

/** The panel that says how a selling partner stands, and why. */
const statePanel = (page: Page) => page.getByRole('region', { name: 'State' })

async function chooseAction(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).click()
}

test('an operator sees a selling partner and asks Amazon for its state', async ({
  page,
  anotherBrowser,
  amazon,
  database,
  signInAsOperator,
}) => {
  const partner = await amazon.addPartner()
  const bystander = await amazon.addPartner()
  await signUp(page)
  await connect(page, partner)
  await connect(page, bystander)

  const office = await anotherBrowser()
  await signInAsOperator(office)
  await expect(office.getByRole('row', { name: partner.name })).toContainText('Healthy')
  await openPartner(office, partner.name)
  await chooseAction(office, 'Refresh now')
  await expect(office.getByText('Amazon gave a fresh access token.')).toBeVisible()
  await expect(statePanel(office)).toContainText('Healthy')

  await amazon.disable(partner)
  await chooseAction(office, 'Refresh now')
  await expect(statePanel(office)).toContainText('In doubt')
  await expect(statePanel(office)).toContainText('invalid_grant')
  await office.goto('/ops')
  await expect(office.getByRole('row', { name: partner.name })).toContainText('In doubt')
  await expect(office.getByRole('row', { name: bystander.name }), 'nobody else is moved').toContainText(
    'Healthy',
  )
  expect(await authorizationOf(database, partner)).toMatchObject({
    invalidGrants: 1,
    disconnectedAt: null,
    refreshTokenSealed: expect.any(String),
  })
})

test('the owning account, and nobody else, authorizes again by the operator’s link', async ({
  page,
  anotherBrowser,
  amazon,
  database,
  signInAsOperator,
  allowOnConsole,
}) => {
  allowOnConsole(/404/)
  const partner = await amazon.addPartner()
  const owner = await signUp(page)
  await connect(page, partner)
  const before = await authorizationOf(database, partner)

  const office = await anotherBrowser({ permissions: ['clipboard-read', 'clipboard-write'] })
  await signInAsOperator(office)
  await openPartner(office, partner.name)
  await amazon.disable(partner)
  await chooseAction(office, 'Refresh now')
  await expect(statePanel(office)).toContainText('In doubt')
  await chooseAction(office, 'Copy the link')
  const link = await office.evaluate(() => navigator.clipboard.readText())
  expect(new URL(link).pathname).toBe(`/connect/${before?.id}/re-authorize`)

  const stranger = await anotherBrowser()
  await signUp(stranger)
  expect((await stranger.goto(link))?.status()).toBe(404)

  const home = await anotherBrowser()
  await signIn(home, link, owner)
  await expect(home.getByRole('heading', { name: `Authorize ${partner.name} again` })).toBeVisible()
  await home.getByRole('button', { name: 'Authorize at Amazon' }).click()
  await confirm(home, partner)
  await expectConnected(home, partner.name)

  await office.reload()
  await expect(statePanel(office)).toContainText('Healthy')
  const after = await authorizationOf(database, partner)
  expect(after).toMatchObject({ id: before?.id, accountId: before?.accountId, invalidGrants: 0 })
  expect(after?.tokenVersion).toBeGreaterThan(before?.tokenVersion ?? Number.POSITIVE_INFINITY)
})

test('what an operator revokes is called by nothing any more, and the seller sees it', async ({
  page,
  anotherBrowser,
  amazon,
  database,
  signInAsOperator,
}) => {
  const partner = await amazon.addPartner()
  await signUp(page)
  await connect(page, partner)
  const office = await anotherBrowser()
  await signInAsOperator(office)
  await openPartner(office, partner.name)

  await chooseAction(office, 'Revoke')
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
  await expect(office.getByRole('button', { name: 'Run' })).toBeDisabled()
  const afterwards = (await amazon.received()).filter(({ number }) => number > seen)
  expect(afterwards.filter(({ path }) => path.startsWith('/auth') || path.startsWith('/sellers'))).toEqual([])
  await expect(await connectionCard(page, partner.name)).toContainText('Disconnected')
})

test('the call runner shows what was sent, what came back, and the earlier runs', async ({
  page,
  anotherBrowser,
  amazon,
  signInAsOperator,
}) => {
  const partner = await amazon.addPartner({ countries: ['US', 'CA'] })
  const withoutRole = await amazon.addPartner({ grantsRoles: false })
  await signUp(page)
  await connect(page, partner)
  await connectWithoutDetails(page, withoutRole)
  const office = await anotherBrowser()
  await signInAsOperator(office)

  await runCall(office, partner)
  const result = office.getByRole('main')
  await expect(result.getByText('200', { exact: true }).first()).toBeVisible()
  await expect(result.getByText('0.016 a second')).toBeVisible()
  await expect(result.getByText(/^\d+ ms$/).first()).toBeVisible()
  await expect(result.getByText('Canada')).toBeVisible()
  await expect(result.getByText(/GET http.*\/sellers\/v1\/marketplaceParticipations/)).toBeVisible()
  await expect(result.getByText('x-amz-access-token: Atza|••••')).toBeVisible()
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

/** Amazon gives the permission, but refuses to tell about the store. */
async function connectWithoutDetails(page: Page, partner: Partner): Promise<void> {
  await page.goto('/authorize?marketplace=ATVPDKIKX0DER&partner=seller')
  await confirm(page, partner)
  await expectConnected(page, partner.id)
  await expect(page.getByText('Amazon has given no store details yet')).toBeVisible()
}

/** Chooses the partner by typing, as an operator does, and runs the operation that is offered first. */
async function runCall(office: Page, partner: Partner): Promise<void> {
  await office.goto('/ops/calls')
  await office.getByRole('combobox', { name: 'Selling partner' }).fill(partner.id)
  await office.getByRole('option', { name: partner.id }).click()
  await office.waitForURL(/authorization=/)
  await office.getByRole('button', { name: 'Run' }).click()
  await office.waitForURL(/call=/)
}
