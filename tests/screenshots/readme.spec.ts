import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { withOwnDemo } from '../e2e/fixtures.ts'
import { openPartner, signIn } from '../e2e/story.ts'

const folder = join(import.meta.dirname, '../../docs/images')
const size = { width: 1_200, height: 760 }

/** WebP, which Playwright's own screenshots can't be, at a fifth of the size of PNG. */
async function takePicture(page: Page, name: string, viewport = size): Promise<void> {
  const browser = await page.context().newCDPSession(page)
  mkdirSync(folder, { recursive: true })
  await page.setViewportSize(viewport)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.evaluate('document.fonts.ready')
    const { data } = await browser.send('Page.captureScreenshot', { format: 'webp', quality: 82 })
    writeFileSync(join(folder, `${name}-${colorScheme}.webp`), Buffer.from(data, 'base64'))
  }
}

const test = withOwnDemo({}, 'lived-in')

test('overview, call runner and connect page', async ({ demo, office, page }) => {
  await office.setViewportSize(size)
  await office.goto('/ops')
  await expect(office.getByRole('heading', { name: 'Needs attention' })).toBeVisible()
  await takePicture(office, 'dashboard')

  await openPartner(office, 'Lindenhof (Europe)')
  await office.getByRole('link', { name: 'Run a call' }).click()
  await office.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(office.getByRole('button', { name: 'Headers' })).toBeVisible()
  // Wide enough for the answer beside the form.
  await takePicture(office, 'call-runner', { width: 1_536, height: 973 })

  await signIn(page, '/sign-in', demo.seller)
  await page.goto('/')
  await takePicture(page, 'connect')
})
