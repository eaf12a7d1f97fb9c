import { expect } from '@playwright/test'
import { expectGoodLooks, test } from './fixtures.ts'

test('an administrator reviews access and has a report to print', async ({ office, database }) => {
  await office.goto('/ops/compliance')
  await expect(office.getByRole('heading', { name: 'Compliance', level: 1 })).toBeVisible()
  const obligation = office.getByRole('listitem').filter({ hasText: 'Name a contact for security incidents' })
  await expect(obligation).toBeVisible()
  await expectGoodLooks(office)

  const row = office
    .getByRole('row')
    .filter({ has: office.getByRole('button', { name: /^Confirm access of/ }) })
  const name = await row.first().getByRole('button').getAttribute('aria-label')
  await office
    .getByRole('button', { name: name ?? '', exact: true })
    .first()
    .click()
  await expect(office.getByText('Confirmed', { exact: true }).first()).toBeVisible()
  const [review] = await database`select subject_kind from access_review`
  expect(review).toMatchObject({ subject_kind: expect.any(String) })

  await office.emulateMedia({ media: 'print' })
  await expect(office.getByRole('button', { name: 'Print report' })).toBeHidden()
  await expect(office.getByRole('navigation').first()).toBeHidden()
  await expect(obligation).toBeVisible()
  await office.emulateMedia({ media: null })
})
