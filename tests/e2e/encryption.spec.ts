import { expect } from '@playwright/test'
import { test } from './fixtures.ts'

test('B6: an administrator sees what each key has sealed, and retires one that has sealed nothing', async ({
  office,
  database,
  connected,
}) => {
  const { id } = await connected()
  await database`insert into key_canary (key_id, sealed, created_at) values ('former', 'v1.former.a.b.c', now())`
  await database`insert into key_exposure select 'former', id, renewed_at from "authorization"
    where selling_partner_id = ${id}`
  await office.goto('/ops/encryption')
  await expect(office.getByRole('row', { name: /^Client secrets/ })).toBeVisible()
  await expect(office.getByText('Complete', { exact: true })).toBeVisible()
  const key = office.locator('section').filter({ has: office.getByRole('heading', { name: 'former' }) })
  // Somebody else may have it: the authorizations whose tokens it has sealed are listed.
  await key.getByRole('button', { name: 'Mark as compromised' }).click()
  await office.getByLabel(/^Type former/).fill('former')
  await office.getByRole('dialog').getByRole('button', { name: 'Mark as compromised' }).click()
  await expect(key.getByText('Compromised', { exact: true })).toBeVisible()
  await expect(key.getByText('Authorized again: 0 of 1 selling partner')).toBeVisible()
  await expect(key.getByRole('link', { name: 'Create links to pass on' })).toHaveAttribute(
    'href',
    '/ops/bulk/new?all=yes&exposed=former&action=create-links',
  )
  // The current key can't be retired.
  await expect(office.getByRole('button', { name: 'Retire key' })).toHaveCount(1)
  await key.getByRole('button', { name: 'Retire key' }).click()
  const dialog = office.getByRole('dialog')
  await dialog.getByLabel(/^Type former/).fill('former')
  await dialog.getByRole('button', { name: 'Retire key' }).click()
  await expect(key.getByText('Retired', { exact: true }).first()).toBeVisible()
  await expect(office.getByRole('button', { name: 'Retire key' })).toHaveCount(0)
})
