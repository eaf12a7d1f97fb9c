import { expect, type Page } from '@playwright/test'
import { expectAccessible, test } from './fixtures.ts'

const paste = `{"error":"invalid_grant","error_description":"The request has an invalid grant parameter : refresh_token. User may have revoked or didn't grant the permission."}
grant_type=refresh_token&refresh_token=Atzr|IwEBICanary1234567890&client_secret=amzn1.oa2-cs.v1.0a1b2c3d4e5f`

async function diagnose(page: Page): Promise<void> {
  await page.goto('/diagnose')
  await page.getByLabel('Amazon’s response').fill(paste)
  await page.getByRole('button', { name: 'Diagnose' }).click()
  await expect(page.getByRole('heading', { name: 'LWA refuses the refresh token' })).toBeVisible()
  expect(await page.content()).not.toMatch(/ICanary|0a1b2c3d4e5f/)
}

test('anyone can paste a response from Amazon and gets its cause', async ({ page, anotherBrowser }) => {
  await diagnose(page)
  await expectAccessible(page)
  await diagnose(await anotherBrowser({ javaScriptEnabled: false }))
})

test('an operator finds the way back to the dashboard', async ({ office, page }) => {
  await office.goto('/ops')
  await office.getByRole('navigation', { name: 'Dashboard' }).getByRole('link', { name: 'Diagnose' }).click()
  await expect(office.getByRole('heading', { level: 1, name: 'What went wrong at Amazon?' })).toBeVisible()
  await office.getByRole('link', { name: 'Dashboard' }).click()
  await expect(office.getByRole('navigation', { name: 'Dashboard' })).toBeVisible()
  await page.goto('/diagnose')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Dashboard' })).toHaveCount(0)
})

test('an empty paste is rejected, and an example can be tried', async ({ page }) => {
  await page.goto('/diagnose')
  await page.getByRole('button', { name: 'Diagnose' }).click()
  await expect(page.getByText('Paste something first')).toBeVisible()
  await page.getByRole('link', { name: 'Access denied without details' }).click()
  await expect(page.getByRole('heading', { name: /belongs to another region/ })).toBeVisible()
})

test('answering a question narrows the diagnosis, and the URL keeps the answer', async ({ page }) => {
  await page.goto('/diagnose')
  await page.getByLabel('Amazon’s response').fill('createReport: Access to the resource is forbidden')
  await page.getByRole('button', { name: 'Diagnose' }).click()
  await expect(page.getByText('Undecided: this text fits several causes')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'After this account authorized' }).click()
  await expect(page.getByRole('heading', { name: 'The grant is older than the role' })).toBeVisible()
  await expect(page).toHaveURL(/answers=role-when\.after/)
  await page.getByRole('button', { name: /Remove the answer/ }).click()
  await expect(page.getByRole('button', { name: 'After this account authorized' })).toBeVisible()
  await expect(page).not.toHaveURL(/answers/)
})
