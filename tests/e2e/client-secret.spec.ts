import { expect } from '@playwright/test'
import { expectAccessible, mendedDemoTest as test } from './fixtures.ts'
import { openPartner, refreshNow } from './story.ts'

test('an administrator dates a client secret, is refused a wrong one, and replaces it without sellers noticing', async ({
  connected,
  office,
  amazon,
}) => {
  const partner = await connected()
  await office.goto('/ops')
  await office.getByRole('link', { name: 'Applications' }).click()
  await office.getByRole('table', { name: 'Applications' }).getByRole('link').first().click()
  await office.getByRole('link', { name: 'Manage client secret' }).click()
  await expect(office.getByRole('heading', { level: 1, name: 'Client secret' })).toBeVisible()
  await expectAccessible(office)

  const section = (name: string) =>
    office.locator('section').filter({ has: office.getByRole('heading', { name, exact: true }) })
  const today = new Date()
  const daysAgo = (days: number) => new Date(today.getTime() - days * 86_400_000).toISOString().slice(0, 10)
  const date = section('Its date')
  await date.getByLabel('Created at Amazon on').fill(daysAgo(160))
  await date.getByRole('button', { name: 'Save date' }).click()
  await expect(office.getByText('Date saved.')).toBeVisible()
  await expect(office.getByText(/expires in (19|20) days/)).toBeVisible()

  const form = section('Replace client secret')
  await form.getByLabel('New LWA client secret').fill('amzn1.oa2-cs.v1.this-is-none-of-amazons')
  await form.getByRole('button', { name: 'Test and save' }).click()
  await expect(form.getByText('Amazon rejected this client secret')).toBeVisible()
  await expect(form.getByLabel('New LWA client secret')).toHaveValue('')
  await expectAccessible(office)

  const made = await amazon.rotateSecret()
  await form.getByLabel('New LWA client secret').fill(made)
  await form.getByRole('button', { name: 'Test and save' }).click()
  await expect(office.getByText('Saved and active. Amazon accepted it for a token refresh.')).toBeVisible()
  await expect(office.getByText(`•••• ${made.slice(-4)}`)).toBeVisible()
  expect(await office.content()).not.toContain(made)

  await openPartner(office, partner.name)
  await refreshNow(office)
  await expect(office.getByText('Working').first()).toBeVisible()
})
