import { expect } from '@playwright/test'
import { expectAccessible, withOwnDemo } from './fixtures.ts'
import { connectionCard } from './story.ts'

const test = withOwnDemo()

test('one click on the simulated Amazon’s clock moves the demo a year ahead without signing anyone out', async ({
  shop,
  connected,
  office,
  demo,
  anotherBrowser,
}) => {
  const partner = await connected()
  const control = await anotherBrowser()
  await control.goto(demo.simulator)
  await expect(control.getByText('which is the real time')).toBeVisible()
  await control.getByRole('button', { name: 'Forward 365 days' }).click()
  await expect(control.getByText(/365 days .* ahead of real time/)).toBeVisible()
  await expectAccessible(control)

  const year = new Date(Date.now() + 365 * 86_400_000).getUTCFullYear()
  await expect(async () => {
    await office.goto('/ops/renewals')
    await expect(office.getByText(`The clock is set to`)).toContainText(String(year), { timeout: 1 })
  }).toPass()
  await expect(office.getByRole('row', { name: partner.name })).toContainText(/Renewal (due|overdue)/)
  const card = await connectionCard(shop, partner.name)
  await expect(card).toContainText('Renewal due')
  await expectAccessible(shop)
})
