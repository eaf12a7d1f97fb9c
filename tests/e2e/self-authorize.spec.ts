import { expect, type Page } from '@playwright/test'
import { expectAccessible, test } from './fixtures.ts'
import { mintToken as mint } from './mint-token.ts'
import { signInAt } from './seller.ts'
import { connect, openPartner, signUp, statePanel } from './story.ts'

async function fill(page: Page, token: string, name: string): Promise<void> {
  await page.getByLabel('Refresh token').fill(token)
  await page.getByLabel('Region and home marketplace').selectOption({ label: 'United States' })
  await page.getByLabel('Label').fill(name)
}

const submit = (page: Page) => page.getByRole('button', { name: 'Test and save token' }).click()

test('an operator pastes a self-authorization’s token, corrects a wrong paste, and stores it', async ({
  office,
  anotherBrowser,
  amazon,
  demo,
}) => {
  const partner = await amazon.addPartner()
  const atAmazon = await anotherBrowser()
  const mintToken = () => mint(atAmazon, demo.simulator, partner)
  const token = await mintToken()
  await office.goto('/ops/authorizations')
  await office.getByRole('link', { name: 'Self-authorize' }).click()
  await expectAccessible(office)

  await fill(office, token.replace('Atzr|', 'Atza|'), partner.name)
  await office.getByLabel('Kind of account').selectOption('vendor')
  await submit(office)
  await expect(office.getByText('This is an access token')).toBeVisible()
  await expect(office.getByLabel('Refresh token')).toHaveValue('')
  await expect(office.getByLabel('Label')).toHaveValue(partner.name)
  await expect(office.getByLabel('Kind of account')).toHaveValue('vendor')
  await expectAccessible(office)

  await office.getByLabel('Kind of account').selectOption('seller')
  await office.getByLabel('Refresh token').fill(`Atzr|${'x'.repeat(348)}`)
  await submit(office)
  await expect(office.getByText('Amazon rejected this refresh token')).toBeVisible()
  await office.getByText('Most likely cause, and what to do').click()
  await expectAccessible(office)

  await office.getByLabel('Refresh token').fill(`"${token.slice(0, 80)}\n${token.slice(80)}"`)
  await submit(office)
  await expect(office.getByText(`${partner.name} is connected`)).toBeVisible()
  await expect(office.getByText('the quotation marks around it, spaces and line breaks')).toBeVisible()
  expect(await office.content()).not.toContain(token.slice(5, 60))
  await office.getByRole('link', { name: 'Open it' }).click()

  await expect(statePanel(office)).toContainText('Working')
  await office.getByLabel('Merchant token').fill(partner.id)
  await office.getByRole('button', { name: 'Add merchant token' }).click()
  await expect(office.getByText(`Merchant token ${partner.id} added`)).toBeVisible()

  await office.getByLabel('Refresh token').fill(await mintToken())
  await submit(office)
  await expect(office.getByText('The new token is saved')).toBeVisible()
  await office.getByRole('button', { name: /^Roll back to the token of/ }).click()
  await expect(office.getByText('Rolled back to the previous token')).toBeVisible()
  await expectAccessible(office)
})

test('the form works without JavaScript and keeps everything but the token', async ({
  anotherBrowser,
  amazon,
  demo,
}) => {
  const partner = await amazon.addPartner()
  const atAmazon = await anotherBrowser()
  const mintToken = () => mint(atAmazon, demo.simulator, partner)
  const page = await anotherBrowser({ javaScriptEnabled: false })
  await (await signInAt(demo.app, demo.operator)).enter(page.context())
  await page.goto('/ops/authorizations/new')
  await fill(page, 'nothing that Amazon made', partner.name)
  await submit(page)
  await expect(page.getByText('This is not a refresh token')).toBeVisible()
  await expect(page.getByLabel('Label')).toHaveValue(partner.name)
  await expect(page.getByLabel('Refresh token')).toHaveValue('')
  const token = await mintToken()
  await page.getByLabel('Refresh token').fill(token)
  await submit(page)
  await expect(page.getByText(`${partner.name} is connected`)).toBeVisible()
  expect(await page.content()).not.toContain(token.slice(5, 60))
})

test('an operator pauses, resumes and releases, and another account connects what was released', async ({
  page,
  connected,
  office,
}) => {
  const partner = await connected()
  await openPartner(office, partner.name)
  const state = statePanel(office)
  await office.getByRole('button', { name: 'Pause' }).click()
  await expect(state).toContainText('Paused')
  await expectAccessible(office)
  await office.getByRole('button', { name: 'Resume' }).click()
  await expect(state).toContainText('Working')

  await office.getByRole('button', { name: 'Release', exact: true }).click()
  await office.getByLabel(/^Type/).fill(partner.id)
  await office.getByRole('button', { name: 'Release for another account' }).click()
  await expect(state).toContainText('released this selling partner')

  await signUp(page)
  await connect(page, partner)
})
