import { expect } from '@playwright/test'
import { test } from './fixtures.ts'

test('with reduced motion, another theme appears without a transition', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await page.goto('/')
  const heading = page.getByRole('heading', { level: 1 })
  const ink = () => heading.evaluate((element) => getComputedStyle(element).color)
  const light = await ink()
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  expect(await ink()).not.toBe(light)
})
