import { expect, type Page } from '@playwright/test'
import type { Partner } from './amazon.ts'
import { authorizationOf, type Sql } from './database.ts'
import { test } from './fixtures.ts'

const parametersOf = (office: Page) => new URL(office.url()).searchParams

async function idOf(database: Sql, partner: Partner): Promise<string> {
  return (await authorizationOf(database, partner))?.id ?? ''
}

/** The call runner with these parameters in its address. */
async function openRunner(office: Page, parameters: Readonly<Record<string, string>>): Promise<void> {
  await office.goto(`/ops/calls?${new URLSearchParams(parameters)}`)
  await expect(region(office, 'Parameters')).toBeVisible()
}

/** Runs the shown operation. Resolves with the id of the call. */
async function run(office: Page): Promise<string> {
  const before = parametersOf(office).get('call')
  await office.getByRole('button', { name: 'Run', exact: true }).click()
  await expect.poll(() => parametersOf(office).get('call')).not.toBe(before)
  return parametersOf(office).get('call') ?? ''
}

test('the field for the selling partner names the one that is called', async ({
  office,
  connected,
  database,
}) => {
  const partner = await connected()
  const other = await connected()
  await openRunner(office, { authorization: await idOf(database, partner) })
  const field = office.getByRole('combobox', { name: 'Selling partner' })

  await field.fill(other.name)
  await expect(office.getByRole('option', { name: other.name })).toBeVisible()
  const call = await run(office)
  await expect(field).toHaveValue(partner.name)
  const [row] = await database`select authorization_id from call where id = ${call}`
  expect(row?.authorization_id).toBe(await idOf(database, partner))

  await field.fill('')
  await field.press('Tab')
  await expect(field).toHaveValue(partner.name)

  await field.fill(other.name)
  await office.getByRole('option', { name: other.name }).click()
  await expect.poll(() => parametersOf(office).get('authorization')).toBe(await idOf(database, other))
  await expect(field).toHaveValue(other.name)
})
