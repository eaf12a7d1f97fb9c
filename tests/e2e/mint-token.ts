import type { Page } from '@playwright/test'
import type { Partner } from './amazon.ts'

/** At Amazon: signs in as the selling partner, presses Authorize app, and copies the token. */
export async function mintToken(page: Page, simulator: string, partner: Partner): Promise<string> {
  await page.goto(`${simulator}/sellercentral.amazon.com/sellingpartner/developerconsole`)
  await page.getByRole('link', { name: 'Authorize' }).first().click()
  await page
    .getByRole('button', { name: /^(Sign in|Authorize app)$/ })
    .first()
    .waitFor()
  if (await page.getByRole('button', { name: 'Sign in' }).isVisible()) {
    await page.getByLabel('Selling partner').selectOption(partner.id)
    await page.getByRole('button', { name: 'Sign in' }).click()
  }
  await page.getByRole('button', { name: 'Authorize app' }).first().click()
  return page.getByTestId('refresh-token').filter({ hasText: 'Atzr|' }).innerText()
}
