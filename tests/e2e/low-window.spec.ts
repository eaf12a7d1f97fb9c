import { expect } from '@playwright/test'
import { test } from './fixtures.ts'
import { openPartner } from './story.ts'

test('the result of a call appears below its request, in view, and screen readers announce it', async ({
  office,
  connected,
}) => {
  const partner = await connected()
  await office.setViewportSize({ width: 1280, height: 720 })
  await openPartner(office, partner.name)
  await office.getByRole('link', { name: 'Run a call' }).click()
  await expect(office.getByText(/^Available \d+$/)).toBeVisible()
  await office.getByRole('button', { name: 'Run', exact: true }).click()
  const heading = office.getByRole('heading', { name: 'Result', exact: true })
  await expect(heading).toBeInViewport()
  await expect(office.getByRole('status').filter({ hasText: 'Amazon responded with 200' })).toBeAttached()
  // Measured together: the page may move between two measurements.
  const { left, gap } = await office.getByRole('region', { name: 'Result' }).evaluate((result) => {
    const request = document.querySelector('section[aria-label="Parameters"]')
    const [above, below] = [request?.getBoundingClientRect() ?? new DOMRect(), result.getBoundingClientRect()]
    return { left: below.left - above.left, gap: below.top - above.bottom }
  })
  expect(left).toBe(0)
  expect(gap).toBeGreaterThan(0)
  expect(gap).toBeLessThan(20)
})

test('a result that is out of view moves into view and gets the focus', async ({ office, connected }) => {
  const partner = await connected()
  await office.setViewportSize({ width: 1280, height: 480 })
  await openPartner(office, partner.name)
  await office.getByRole('link', { name: 'Run a call' }).click()
  const heading = office.getByRole('heading', { name: 'Result', exact: true })
  // The runner remembers in the address what is entered. Only then is what the server renders after the run a new page
  // to Next.
  await office.waitForURL(/operation=/)
  await office.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(heading).toBeFocused()
  await expect(heading).toBeInViewport()
  // The page is rendered again after the call, and its address then names the call.
  await office.waitForURL(/call=/)
  await expect(heading).toBeInViewport()
})

test('a long form shows its field to correct, and then its result, in view and with the focus', async ({
  office,
}) => {
  await office.setViewportSize({ width: 1280, height: 480 })
  await office.goto('/ops/keys')
  const account = office.getByLabel('Account', { exact: true })
  const create = office.getByRole('button', { name: 'Create API key' })
  const grantless = office.getByLabel(/^Get grantless tokens/)
  await office.getByLabel('Name', { exact: true }).fill('Low window')
  await grantless.check()
  await office.getByText('Tags, networks, token lifetime').click()
  await office.getByLabel('Tags', { exact: true }).fill('team=low')
  await create.click()
  await expect(account).toBeFocused()
  await expect(account).toBeInViewport()
  await office.getByLabel('Tags', { exact: true }).fill('')
  await create.click()
  const result = office.getByRole('status').filter({ hasText: 'API key Low window created.' })
  await expect(result).toBeFocused()
  await expect(result).toBeInViewport({ ratio: 1 })
})

test('the current page is visible in the navigation', async ({ office }) => {
  await office.setViewportSize({ width: 1280, height: 600 })
  await office.goto('/ops/audit')
  const links = office.getByRole('navigation', { name: 'Dashboard' })
  await expect(links.getByRole('link', { name: 'Audit log' })).toBeInViewport({ ratio: 1 })
  await expect(office.getByRole('heading', { level: 1, name: 'Audit log' })).toBeInViewport()
})
