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
  const request = await office.getByRole('region', { name: 'Parameters' }).boundingBox()
  const result = await office.getByRole('region', { name: 'Result' }).boundingBox()
  if (request === null || result === null) throw new Error('nothing is shown')
  expect(result.x).toBe(request.x)
  expect(result.y - request.y - request.height).toBeLessThan(20)
})

test('a result that is out of view moves into view and gets the focus', async ({ office, connected }) => {
  const partner = await connected()
  await office.setViewportSize({ width: 1280, height: 480 })
  await openPartner(office, partner.name)
  await office.getByRole('link', { name: 'Run a call' }).click()
  const heading = office.getByRole('heading', { name: 'Result', exact: true })
  await office.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(heading).toBeFocused()
  await expect(heading).toBeInViewport()
})

test('the current page is visible in the navigation', async ({ office }) => {
  await office.setViewportSize({ width: 1280, height: 600 })
  await office.goto('/ops/audit')
  const links = office.getByRole('navigation', { name: 'Dashboard' })
  await expect(links.getByRole('link', { name: 'Audit log' })).toBeInViewport({ ratio: 1 })
  await expect(office.getByRole('heading', { level: 1, name: 'Audit log' })).toBeInViewport()
})
