import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { findOverflowing } from '../e2e/overflow.ts'

export const widths = [390, 768, 1_440] as const
export const themes = ['light', 'dark'] as const

/** What a browser measured of a page since it was opened. */
export interface Figures {
  /** The sum of all layout shifts that no input explains. */
  readonly shift: number
  /** What moved most, for the report. */
  readonly moved: string
  /** From each input to the next frame, in milliseconds, of those that took 16 or more. */
  readonly interactionsMs: readonly number[]
}

/** Before any page is opened. */
export async function observe(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen = { shift: 0, moved: '', interactionsMs: [] as number[] }
    Object.assign(window, { gatehouseFigures: seen })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number
        hadRecentInput: boolean
        sources: { node: Node | null }[]
      })[]) {
        if (entry.hadRecentInput) continue
        seen.shift += entry.value
        const node = entry.sources[0]?.node
        const text = node?.textContent?.trim().slice(0, 40) ?? ''
        seen.moved = `${node?.nodeName.toLowerCase() ?? '?'} “${text}”`
      }
    }).observe({ type: 'layout-shift', buffered: true })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { interactionId?: number })[])
        if ((entry.interactionId ?? 0) > 0) seen.interactionsMs.push(entry.duration)
    }).observe({ type: 'event', buffered: true, durationThreshold: 16 } as PerformanceObserverInit)
  })
}

export const readFigures = (page: Page): Promise<Figures> =>
  page.evaluate(() => (window as unknown as { gatehouseFigures: Figures }).gatehouseFigures)

/** Until the page rests: nothing loads, and the fonts are there. */
export async function settle(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
  await page.evaluate(async () => {
    await document.fonts.ready
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  })
}

/** Texts that are cut where no title, tooltip or label has them in full. */
function findCut(): string[] {
  const cut = [...document.body.querySelectorAll<HTMLElement>('*')].filter((element) => {
    const { overflowX, overflowY, textOverflow } = getComputedStyle(element)
    if (!element.checkVisibility() || element.clientWidth === 0) return false
    // For screen readers only.
    if (element.clientWidth <= 1 && element.clientHeight <= 1) return false
    const isCutAcross =
      textOverflow === 'ellipsis' && overflowX !== 'visible' && element.scrollWidth > element.clientWidth
    const isClamped = getComputedStyle(element).webkitLineClamp !== 'none'
    const isCutBelow = isClamped && overflowY !== 'visible' && element.scrollHeight > element.clientHeight + 1
    if (!isCutAcross && !isCutBelow) return false
    return element.closest('[title], [aria-label]') === null
  })
  return [
    ...new Set(
      cut.map((element) => `${element.tagName.toLowerCase()} “${element.textContent?.trim().slice(0, 60)}”`),
    ),
  ]
}

/** What is painted beyond the cell of its table. */
function findOutsideCells(): string[] {
  const found: string[] = []
  for (const cell of document.querySelectorAll<HTMLElement>('td, th')) {
    if (!cell.checkVisibility() || getComputedStyle(cell).overflowX !== 'visible') continue
    const box = cell.getBoundingClientRect()
    for (const child of cell.querySelectorAll<HTMLElement>('*')) {
      // Links that span the row are meant to.
      const { position, clip } = getComputedStyle(child)
      if (position === 'absolute' || position === 'fixed' || clip !== 'auto' || !child.checkVisibility())
        continue
      if (child.closest('[role=dialog], dialog, details[open] > :not(summary)') !== null) continue
      let clipper: HTMLElement | null = child.parentElement
      while (clipper !== null && clipper !== cell && getComputedStyle(clipper).overflowX === 'visible')
        clipper = clipper.parentElement
      if (clipper !== cell) continue
      const { left, right, width } = child.getBoundingClientRect()
      if (width > 0 && (right > box.right + 1 || left < box.left - 1))
        found.push(`${child.tagName.toLowerCase()} “${child.textContent?.trim().slice(0, 40)}”`)
    }
  }
  return [...new Set(found)]
}

/** Everything that looks wrong on the page as it is now, by kind. */
export async function findFaults(page: Page): Promise<string[]> {
  const [wide, cut, outside] = await Promise.all([
    page.evaluate(findOverflowing),
    page.evaluate(findCut),
    page.evaluate(findOutsideCells),
  ])
  return [
    ...wide.map((what) => `wider than its box: ${what}`),
    ...cut.map((what) => `cut without a title: ${what}`),
    ...outside.map((what) => `outside its column: ${what}`),
  ]
}

const pictures = join(import.meta.dirname, '../../test-results/matrix-pictures')

export async function takePicture(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, `${name}.png`) })
}
