import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { test } from './fixtures.ts'
import { findOverflowing } from './overflow.ts'

// What axe doesn't check unless it is asked to, and what it can't check. docs/accessibility.md has the whole table.

const forSellers = ['/', '/connect/connections', '/connect/me']
const forOperators = [
  '/ops',
  '/ops/authorizations',
  '/ops/renewals',
  '/ops/links',
  '/ops/calls',
  '/ops/outbox/coming',
  '/ops/settings',
  '/ops/people',
]

/** Opens each page of a seller who has connected and of an administrator. */
async function onEachPage(shop: Page, office: Page, check: (page: Page) => Promise<void>): Promise<void> {
  for (const [page, paths] of [
    [shop, forSellers],
    [office, forOperators],
  ] as const) {
    for (const path of paths) {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
      await check(page)
    }
  }
}

/** The policy of the pages allows no style of a stranger, but this one isn't loaded. */
const addStyle = (page: Page, css: string) =>
  page.evaluate((text) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(text)
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  }, css)

test('zoomed to 200 %, nothing is wider than its column, and headings stay in view (1.4.4)', async ({
  shop,
  office,
  connected,
}) => {
  await connected()
  // What a window of 1,280 × 900 pixels shows at 200 %.
  for (const page of [shop, office]) await page.setViewportSize({ width: 640, height: 450 })
  await onEachPage(shop, office, async (page) => {
    expect.soft(await page.evaluate(findOverflowing), page.url()).toEqual([])
    await expect.soft(page.getByRole('heading', { level: 1 }), page.url()).toBeInViewport()
  })
})

test('with the spacing that readers may choose, nothing is wider than its column (1.4.12)', async ({
  shop,
  office,
  connected,
}) => {
  await connected()
  for (const page of [shop, office]) await page.setViewportSize({ width: 390, height: 900 })
  await onEachPage(shop, office, async (page) => {
    await addStyle(
      page,
      `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
      p { margin-bottom: 2em !important }`,
    )
    expect.soft(await page.evaluate(findOverflowing), page.url()).toEqual([])
  })
})

test('everything to press is large enough, or far enough from its neighbors (2.5.8)', async ({
  shop,
  office,
  connected,
}) => {
  await connected()
  for (const width of [390, 1_440]) {
    for (const page of [shop, office]) await page.setViewportSize({ width, height: 900 })
    await onEachPage(shop, office, async (page) => {
      const { violations } = await new AxeBuilder({ page })
        .setLegacyMode()
        .withRules(['target-size'])
        .analyze()
      const found = violations.flatMap(({ nodes }) => nodes.map(({ target }) => target.join(' ')))
      expect(found, `${page.url()} at ${width} px`).toEqual([])
    })
  }
})

test('what has the focus is never hidden behind something else (2.4.11)', async ({
  shop,
  office,
  connected,
}) => {
  await connected()
  for (const page of [shop, office]) await page.setViewportSize({ width: 1_280, height: 600 })
  await onEachPage(shop, office, async (page) => {
    const hidden = new Set<string>()
    for (let step = 0; step < 40; step += 1) {
      await page.keyboard.press('Tab')
      const found = await page.evaluate(() => {
        const focused = document.activeElement
        if (!(focused instanceof HTMLElement) || focused === document.body) return null
        // Visually hidden radio buttons and check boxes show their focus at their label.
        const shown = focused.closest('label') ?? focused
        const { left, right, top, bottom, width, height } = shown.getBoundingClientRect()
        if (width <= 1 || height <= 1) return null
        const points = [0.1, 0.5, 0.9].flatMap((across) =>
          [0.1, 0.5, 0.9].map(
            (down) => [left + (right - left) * across, top + (bottom - top) * down] as const,
          ),
        )
        const isSeen = points.some(([x, y]) => {
          const top = document.elementFromPoint(x, y)
          return top !== null && (shown.contains(top) || top.contains(shown))
        })
        return isSeen ? null : `${shown.tagName.toLowerCase()} “${shown.textContent?.trim().slice(0, 40)}”`
      })
      if (found !== null) hidden.add(found)
    }
    expect([...hidden], page.url()).toEqual([])
  })
})
