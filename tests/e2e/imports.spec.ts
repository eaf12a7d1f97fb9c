import { expect } from '@playwright/test'
import { expectAccessible, test } from './fixtures.ts'
import { mintToken } from './mint-token.ts'

test('an operator imports a file, watches its lines, and gets a reason for each that failed', async ({
  office,
  anotherBrowser,
  amazon,
  demo,
  database,
}) => {
  const partner = await amazon.addPartner()
  const token = await mintToken(await anotherBrowser(), demo.simulator, partner)
  const [application] = await database`select name from application where defined_by = 'environment'`
  const name = String(application?.name)

  await office.goto('/ops/imports')
  await expect(office.getByRole('heading', { level: 1, name: 'Imports' })).toBeVisible()
  await expectAccessible(office)
  await office.getByRole('button', { name: 'Import tokens' }).click()
  await expect(office.getByText('This file has no lines to import')).toBeVisible()

  const lines = [
    'refresh_token;application;region;reference',
    `${token};${name};na;from-a-file`,
    `Atza|wrong;${name};na;`,
    `Atzr|${'x'.repeat(120)};${name};na;`,
  ]
  await office.getByLabel('File').setInputFiles({
    name: 'tokens.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(lines.join('\r\n')),
  })
  await office.getByRole('button', { name: 'Import tokens' }).click()
  await office.waitForURL(/\/ops\/imports\/[0-9a-f-]{36}$/)
  // Without a reload.
  await expect(office.getByText('Finished', { exact: true }).first()).toBeVisible({ timeout: 30_000 })
  await expect(office.getByText('3 of 3 lines')).toBeVisible()
  await expect(office).toHaveTitle(/^Import, \d+ \w+ \d{4}, \d\d:\d\d UTC · /)
  await expectAccessible(office)
  const failed = office.getByRole('table', { name: 'Lines' })
  await expect(failed.getByRole('row')).toHaveCount(3)
  await expect(failed).toContainText('refresh_token: This is an access token')
  await expect(failed).toContainText('Amazon rejected this refresh token')
  expect(await office.content()).not.toContain(token.slice(0, 30))

  const downloading = office.waitForEvent('download')
  await office.getByRole('link', { name: 'Download failures' }).click()
  expect((await downloading).suggestedFilename()).toBe('import-failures.csv')

  await office.getByRole('link', { name: /^All lines/ }).click()
  await office.getByRole('link', { name: 'Open authorization' }).click()
  await office.waitForURL(/\/ops\/authorizations\//)
  await expect(office.getByLabel(/reference/i)).toHaveValue('from-a-file')
  await office.goto('/ops/imports')
  await expect(office.getByRole('table', { name: 'Imports' }).getByRole('row').nth(1)).toContainText(
    'Finished',
  )
})
