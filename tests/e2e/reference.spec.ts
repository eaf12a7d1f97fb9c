import { expect } from '@playwright/test'
import { test } from './fixtures.ts'

test('the API reference shows every endpoint under the app’s URL', async ({ page }) => {
  await page.goto('/api/v1/docs')
  await expect(page.getByRole('heading', { name: 'Get an access token for a selling partner' })).toBeVisible()
  await expect(page.getByText('/api/v1/connect-links/{id}/revoke').first()).toBeAttached()
})
