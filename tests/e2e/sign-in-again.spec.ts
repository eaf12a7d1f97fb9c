import { randomUUID } from 'node:crypto'
import { expect } from '@playwright/test'
import { test } from './fixtures.ts'
import { signIn } from './story.ts'

test('the address of a list is the same after signing in again', async ({ page }) => {
  const id = randomUUID()
  for (const address of [
    `/ops/bulk/${id}?status=failed`,
    `/ops/webhooks/${id}?status=failed`,
    `/ops/imports/${id}?show=all&after=50`,
    `/ops/calls/${id}?with=${randomUUID()}`,
  ]) {
    await page.goto(address)
    await expect.poll(() => new URL(page.url()).searchParams.get('next')).toBe(address)
  }
})

test('an export without a session leads to the sign-in and back to its list; scripts get problem details', async ({
  page,
  demo,
}) => {
  const file = '/ops/audit/export?action=authorization.paused'
  const headers = { 'Sec-Fetch-Site': 'same-origin' }
  expect((await page.request.get(file, { headers })).status()).toBe(401)
  await page.goto(file)
  await expect(page).toHaveURL(/\/sign-in\?next=/)
  await signIn(page, page.url(), demo.operator)
  await expect(page).toHaveURL(/\/ops\/audit\?action=authorization\.paused$/)
})
