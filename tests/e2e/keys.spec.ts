import { expect } from '@playwright/test'
import { expectAccessible, test } from './fixtures.ts'

test('C11: an administrator makes a key, a program takes tokens with it, and revoking ends it at once', async ({
  page,
  demo,
  signInAsOperator,
}) => {
  await signInAsOperator(page)
  await page.goto('/ops/keys')
  const name = page.getByLabel('Name', { exact: true })
  const grantless = page.getByLabel(/^Take grantless tokens/)
  const account = page.getByLabel('Account', { exact: true })
  await expect(page.getByLabel(/^Take access tokens/)).toBeChecked()
  await expect(page.getByLabel(/^Take tokens that rotate/)).not.toBeChecked()
  await name.fill('Order service')
  await grantless.check()
  await page.getByLabel(/^List applications/).check()
  await account.fill(demo.seller.email)
  await page.getByRole('button', { name: 'Make a key' }).click()
  await expect(page.getByText('Grantless tokens reach beyond one account.')).toBeVisible()
  await expect(name).toHaveValue('Order service')
  await expect(account).toHaveValue(demo.seller.email)
  await expect(grantless).toBeChecked()
  await expectAccessible(page)

  await account.fill('')
  await page.getByRole('button', { name: 'Make a key' }).click()
  await expect(page.getByText('The key Order service is made.')).toBeVisible()
  const [key = ''] = /ghk_[0-9a-f]{12}_[\w-]{43}/.exec(await page.locator('main').innerText()) ?? []
  const headers = { authorization: `Bearer ${key}` }
  const listed = await fetch(`${demo.api}/api/v1/applications`, { headers })
  const { applications } = (await listed.json()) as { applications: { id: string }[] }
  const address = `${demo.api}/api/v1/applications/${applications[0]?.id}/grantless-token`
  const scope = 'sellingpartnerapi::notifications'
  const take = () => fetch(address, { method: 'POST', headers, body: JSON.stringify({ scope }) })
  expect((await take()).status).toBe(200)

  await expect(async () => {
    await page.goto('/ops/keys')
    await expect(page.getByRole('row', { name: /Order service/ })).toContainText('1 today', {
      timeout: 1_000,
    })
  }).toPass()
  await expect(page.locator('main')).not.toContainText(key)
  await page.getByRole('button', { name: 'Details of Order service' }).click()
  await expect(page.getByRole('dialog')).toContainText('Grantless tokens')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Revoke', exact: true }).click()
  await expect(page.getByRole('dialog').getByRole('term').filter({ hasText: 'Revoked' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('row', { name: /Order service/ })).toContainText('Revoked')
  expect((await take()).status).toBe(401)
})
