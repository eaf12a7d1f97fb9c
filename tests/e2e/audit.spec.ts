import { readFile } from 'node:fs/promises'
import { expect } from '@playwright/test'
import { authorizationOf } from './database.ts'
import { expectAccessible, test } from './fixtures.ts'

test('an operator follows a change through the audit log, and exports it', async ({
  office,
  connected,
  database,
}) => {
  const partner = await connected()
  const id = (await authorizationOf(database, partner))?.id ?? ''
  await office.goto(`/ops/authorizations/${id}`)
  await office.getByRole('button', { name: 'Pause' }).click()
  await expect(office.getByRole('button', { name: 'Resume' })).toBeVisible()
  await office.getByRole('main').getByRole('link', { name: 'Audit log' }).click()

  const rows = office.getByRole('table', { name: 'Audit log' }).getByRole('row')
  const paused = rows.filter({ hasText: 'Authorization paused' })
  await expect(paused).toContainText('Olivia Operator')
  await expectAccessible(office)
  await office.getByLabel('Action', { exact: true }).selectOption('authorization.paused')
  await office.waitForURL(/action=authorization\.paused/)
  await expect(rows).toHaveCount(2)

  await paused.getByRole('button', { name: /^Details of/ }).click()
  const panel = office.getByRole('dialog')
  await expect(panel).toContainText('authorization.paused')
  await expect(panel).toContainText('127.0.0.1')
  await expectAccessible(office)
  await panel.getByRole('link', { name: 'All entries from this request' }).click()
  await office.waitForURL(/request=/)
  await expect(paused).toBeVisible()

  const downloading = office.waitForEvent('download')
  await office.getByRole('link', { name: 'Export as JSON Lines' }).click()
  const lines = (await readFile(await (await downloading).path(), 'utf8')).trim().split('\n')
  expect(lines.map((line) => JSON.parse(line).action)).toEqual(['authorization.paused'])
})
