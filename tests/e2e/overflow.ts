import { expect, type Page } from '@playwright/test'

export const widths = { narrow: 320, phone: 390, desktop: 1440 } as const
export const height = 900

/** The longest that a company may have, with a word that is wider than a phone. */
export const longestCompanyName =
  'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbaugesellschaft & Sons Ltd.'

/**
 * What is wider than the box that it is in, as a path of element names; boxes that scroll or clip on purpose don't
 * count. A box that scrolls sideways, but also up and down by accident, does.
 */
export function findOverflowing(): string[] {
  const name = (element: Element) => {
    const text = element.textContent?.trim().slice(0, 30) ?? ''
    return `${element.tagName.toLowerCase()}.${element.className.toString().split(' ')[0]} “${text}”`
  }
  const scrolls = (element: Element) => getComputedStyle(element).overflowX !== 'visible'
  const found: string[] = []
  for (const element of document.body.querySelectorAll('*')) {
    // Inline elements and SVG have no box of their own to overflow, and a closed <details> lays nothing out.
    const isBox = element instanceof HTMLElement && element.clientWidth > 0 && element.checkVisibility()
    if (!isBox) continue
    const isStrip = element.classList.contains('overflow-x-auto')
    if (isStrip && element.scrollHeight > element.clientHeight)
      found.push(`${name(element)}: scrolls vertically`)
    if (scrolls(element)) continue
    const over = element.scrollWidth - element.clientWidth
    if (over > 0) found.push(`${name(element)}: ${over} px`)
  }
  const wholePage = document.documentElement.scrollWidth - innerWidth
  if (wholePage > 0) found.push(`the page: ${wholePage} px`)
  return found
}

/** Nothing is wider than its column, at any common width. */
export async function expectNoOverflow(page: Page): Promise<void> {
  for (const width of [widths.narrow, widths.phone, widths.desktop]) {
    await page.setViewportSize({ width, height })
    expect(await page.evaluate(findOverflowing), `${page.url()} at ${width} px`).toEqual([])
  }
}
