import { expect, type Page } from '@playwright/test'
import type { Partner } from './amazon.ts'
import { authorizationOf } from './database.ts'
import { expectAccessible, test } from './fixtures.ts'
import { connectAt } from './seller.ts'
import { atAmazon, confirm } from './story.ts'

/** The seller wants to authorize again, but is signed in at Amazon as another one. */
async function mixUp(page: Page, authorizationId: string, other: Partner): Promise<void> {
  await page.goto(`/connect/${authorizationId}/re-authorize`)
  await page.getByRole('button', { name: 'Authorize at Amazon' }).click()
  await atAmazon(page)
  await confirm(page, other)
  await expect(
    page.getByRole('heading', { name: 'A different selling partner signed in at Amazon' }),
  ).toBeVisible()
}

async function openAttempt(office: Page, partner: Partner): Promise<void> {
  await office.goto(`/ops/attempts?${new URLSearchParams({ search: partner.id })}`)
  await office.getByRole('row').getByRole('link').first().click()
  await expect(office.getByRole('heading', { name: 'Grant in quarantine' })).toBeVisible()
}

test('A10: an operator sees quarantined grants of other selling partners, accepts one and dismisses one', async ({
  shop,
  connected,
  office,
  amazon,
  database,
}) => {
  const wanted = await amazon.addPartner()
  const unwanted = await amazon.addPartner()
  const id = (await authorizationOf(database, await connected()))?.id ?? ''
  await mixUp(shop, id, wanted)

  await office.goto('/ops')
  // Items of other tests may be more urgent, and collapse it.
  await expect(office.getByText(/grants? (is|are) in quarantine/).first()).toBeAttached()
  await openAttempt(office, wanted)
  await expectAccessible(office)
  await office.getByRole('button', { name: 'Accept as a new authorization' }).click()
  await expect(office.getByRole('heading', { level: 1, name: wanted.name })).toBeVisible()
  await shop.goto('/connect/connections')
  await expect(shop.getByRole('article', { name: wanted.name })).toContainText('Connected')

  await mixUp(shop, id, unwanted)
  await openAttempt(office, unwanted)
  await office.getByRole('button', { name: 'Dismiss' }).click()
  await office.getByLabel(/^Type/).fill(unwanted.id)
  await office.getByRole('button', { name: 'Dismiss and destroy it' }).click()
  await expect(office.getByRole('heading', { name: 'Grant in quarantine' })).toBeHidden()
  await expect(office.getByText('Grant deleted.')).toBeVisible()
  await expect(office.getByRole('heading', { level: 1 })).toBeFocused()
  await shop.goto('/connect/connections')
  await expect(shop.getByRole('article', { name: unwanted.name })).toHaveCount(0)
})

test('A10: a grant older than the current token replaces it only after the operator agrees', async ({
  shop,
  seller,
  connected,
  office,
  amazon,
  database,
}) => {
  const other = await amazon.addPartner()
  await mixUp(shop, (await authorizationOf(database, await connected()))?.id ?? '', other)
  await openAttempt(office, other)
  const agree = office.getByRole('checkbox', { name: 'Replace the newer token' })
  await expect(agree).toHaveCount(0)

  // The page is open when the seller connects the other one, too.
  await connectAt(seller, amazon, other)
  await office.getByRole('button', { name: 'Accept as a new authorization' }).click()
  await expect(office.getByText('A newer token of this selling partner is already stored')).toBeVisible()
  await expect(agree).not.toBeChecked()
  await expectAccessible(office)
  const before = await authorizationOf(database, other)
  await office.getByRole('button', { name: 'Replace the existing authorization' }).click()
  await expect(agree, 'the browser asks for it').toBeFocused()
  expect(await authorizationOf(database, other)).toEqual(before)

  await agree.check()
  await office.getByRole('button', { name: 'Replace the existing authorization' }).click()
  await expect(office.getByRole('heading', { level: 1, name: other.name })).toBeVisible()
  await expect(office.getByRole('heading', { name: 'Roll back' })).toBeVisible()
})
