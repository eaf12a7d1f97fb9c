import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'

const folder = join(import.meta.dirname, '../../docs/images')
export const size = { width: 1_200, height: 760 }

interface Picture {
  readonly viewport?: { readonly width: number; readonly height: number }
  readonly colorSchemes?: readonly ('light' | 'dark')[]
}

/** WebP, which Playwright's own screenshots can't be, at a fifth of the size of PNG. */
export async function takePicture(
  page: Page,
  name: string,
  { viewport = size, colorSchemes = ['light', 'dark'] }: Picture = {},
): Promise<void> {
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
  // The counts of the navigation come after the page.
  await page.waitForTimeout(500)
  const browser = await page.context().newCDPSession(page)
  mkdirSync(folder, { recursive: true })
  await page.setViewportSize(viewport)
  for (const colorScheme of colorSchemes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.evaluate('document.fonts.ready')
    const { data } = await browser.send('Page.captureScreenshot', { format: 'webp', quality: 82 })
    writeFileSync(join(folder, `${name}-${colorScheme}.webp`), Buffer.from(data, 'base64'))
  }
}
