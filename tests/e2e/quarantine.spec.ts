import { expect, type Page } from '@playwright/test'
import type { Partner } from './amazon.ts'
import { authorizationOf } from './database.ts'
import { expectAccessible, test } from './fixtures.ts'
import { atAmazon, confirm, connect, signUp } from './story.ts'

/** The seller means to authorize again, and is signed in at Amazon as somebody else. */
async function mixUp(page: Page, authorizationId: string, other: Partner): Promise<void> {
  await page.goto(`/connect/${authorizationId}/re-authorize`)
  await page.getByRole('button', { name: 'Authorize at Amazon' }).click()
  await atAmazon(page)
  await confirm(page, other)
  await expect(page.getByText('Amazon sent another selling partner than expected')).toBeVisible()
}

async function openAttempt(office: Page, partner: Partner): Promise<void> {
  await office.goto(`/ops/attempts?${new URLSearchParams({ search: partner.id })}`)
  await office.getByRole('row').getByRole('link').first().click()
  await expect(office.getByRole('heading', { name: 'Grant in quarantine' })).toBeVisible()
}

test('A10: another selling partner’s grant is shown to the operator, who accepts one and dismisses one', async ({
  page,
  anotherBrowser,
  amazon,
  database,
  signInAsOperator,
}) => {
  const partner = await amazon.addPartner()
  const wanted = await amazon.addPartner()
  const unwanted = await amazon.addPartner()
  await signUp(page)
  await connect(page, partner)
  const id = (await authorizationOf(database, partner))?.id ?? ''
  await mixUp(page, id, wanted)

  const office = await anotherBrowser()
  await signInAsOperator(office)
  await expect(office.getByText(/in quarantine/)).toBeVisible()
  await openAttempt(office, wanted)
  await expectAccessible(office)
  await office.getByRole('button', { name: 'Accept as a new authorization' }).click()
  await expect(office.getByRole('heading', { level: 1, name: wanted.name })).toBeVisible()
  await page.goto('/connect/connections')
  await expect(page.getByRole('article', { name: wanted.name })).toContainText('Connected')

  await mixUp(page, id, unwanted)
  await openAttempt(office, unwanted)
  await office.getByRole('button', { name: 'Dismiss' }).click()
  await office.getByLabel(/^Type/).fill(unwanted.id)
  await office.getByRole('button', { name: 'Dismiss and destroy it' }).click()
  await expect(office.getByRole('heading', { name: 'Grant in quarantine' })).toBeHidden()
  await page.goto('/connect/connections')
  await expect(page.getByRole('article', { name: unwanted.name })).toHaveCount(0)
})
