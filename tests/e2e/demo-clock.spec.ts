import { expect } from '@playwright/test'
import { expectAccessible, withOwnDemo } from './fixtures.ts'
import { connectionCard, signIn } from './story.ts'

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

test('“Reset the demo” removes what happened in it', async ({
  shop: page,
  demo,
  account,
  database,
  allowOnConsole,
}) => {
  // The page asks until the demo is back.
  allowOnConsole(/Failed to load resource.*\/healthz/)
  const known = () => database`select from person where email = ${account.email}`
  expect(await known()).toHaveLength(1)
  await signIn(page, '/ops', demo.operator)
  await page.goto('/demo/reset')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Reset the demo' }).click()
  await expect(page.getByText('Resetting.')).toBeVisible()
  await page.waitForURL((url) => url.pathname === '/sign-in')
  await page.getByRole('button', { name: 'Look around as an operator' }).click()
  await page.waitForURL((url) => url.pathname === '/ops')
  expect(await known()).toEqual([])
})
