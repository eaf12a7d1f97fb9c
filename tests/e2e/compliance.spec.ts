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

test('an administrator deletes the data of a seller, after typing the name, and finds the report', async ({
  office,
  account,
  seller,
  database,
}) => {
  expect(seller).toBeDefined()
  const [{ id } = { id: '' }] = await database<{ id: string }[]>`
    select account_id as id from person where email = ${account.email}`
  await office.goto(`/ops/people?side=accounts&search=${encodeURIComponent(account.email)}`)
  await office.getByRole('button', { name: /^Manage/ }).click()
  await office.getByRole('button', { name: 'Delete data' }).click()
  const confirming = office.getByRole('dialog', { name: /^Delete the data of/ })
  await expect(confirming.getByRole('button', { name: /^Delete the seller/ })).toBeDisabled()
  await confirming.getByLabel(/^Type /).fill(account.name)
  await confirming.getByRole('button', { name: /^Delete the seller/ }).click()
  await expect(async () => {
    const people = await database`select from person where email = ${account.email}`
    expect(people).toHaveLength(0)
  }).toPass()
  await office.goto('/ops/compliance')
  const report = office.getByRole('listitem').filter({ hasText: id })
  await expect(report.getByText('People, with sessions and sign-ins')).toBeVisible()
})

test('an administrator deletes the data of a seller for whom nobody signs in, on its authorization’s page', async ({
  office,
  connected,
  database,
}) => {
  const { id: sellingPartnerId } = await connected()
  const name = 'Imported store'
  // As an import creates an account.
  const [{ id } = { id: '' }] = await database<{ id: string }[]>`
    with imported as (
      insert into account (id, name, created_at) values (gen_random_uuid(), ${name}, now()) returning id
    )
    update "authorization" set account_id = imported.id from imported
    where selling_partner_id = ${sellingPartnerId} returning "authorization".id`
  await office.goto(`/ops/authorizations/${id}`)
  await office.getByRole('button', { name: 'Delete data' }).click()
  const confirming = office.getByRole('dialog', { name: /^Delete the data of/ })
  await confirming.getByLabel(/^Type /).fill(name)
  await confirming.getByRole('button', { name: /^Delete the seller/ }).click()
  await expect(async () => {
    const [row] = await database`select selling_partner_id as sold from "authorization" where id = ${id}`
    expect(row).toEqual({ sold: null })
  }).toPass()
  await office.reload()
  await expect(office.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(office.getByRole('button', { name: 'Delete data' })).toHaveCount(0)
})
