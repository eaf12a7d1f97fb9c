import { expect, type Page } from '@playwright/test'
import { findFaults, observe, readFigures, settle, takePicture, themes, widths } from './check-page.ts'
import { listPages } from './list-pages.ts'
import type { Opened } from './rows.ts'

/** Opens every page at every width and in both themes, and reports all faults together. */
export async function checkPages(page: Page, rows: number, opened: Opened): Promise<void> {
  const faults: string[] = []
  const note = (where: string, found: readonly string[]) =>
    faults.push(...found.map((fault) => `${where}: ${fault}`))
  await observe(page)
  let combinations = 0
  for (const [name, path] of listPages(opened)) {
    let shift = 0
    const interactionsMs: number[] = []
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme: 'light' })
      await page.goto(path)
      await settle(page)
      for (const colorScheme of themes) {
        await page.emulateMedia({ colorScheme })
        note(`${name}, ${rows} rows, ${width} px, ${colorScheme}`, await findFaults(page))
        await takePicture(page, `${name}-${rows}-${width}-${colorScheme}`)
        combinations += 1
      }
      const loaded = await readFigures(page)
      if (loaded.shift > 0)
        note(`${name}, ${rows} rows, ${width} px`, [`shifts by ${loaded.shift.toFixed(4)}: ${loaded.moved}`])
      shift = Math.max(shift, loaded.shift)
      await interact(page)
      interactionsMs.push(...(await readFigures(page)).interactionsMs)
    }
    // How fast a page answers is reported, not checked: other work on the machine would decide about it.
    const sorted = interactionsMs.toSorted((one, other) => one - other)
    const middle = sorted[Math.floor(sorted.length / 2)] ?? 0
    process.stdout.write(
      `${name}, ${rows} rows: shift ${shift.toFixed(4)}, interactions ${sorted.length}, median ${middle} ms, slowest ${sorted.at(-1) ?? 0} ms\n`,
    )
  }
  process.stdout.write(`${rows} rows, ${combinations} combinations\n`)
  expect(faults).toEqual([])
}

/** What an operator does on any list: moves with the keyboard, types into its search, and opens its first panel. */
async function interact(page: Page): Promise<void> {
  for (const key of ['Tab', 'Tab', 'Tab']) await page.keyboard.press(key)
  const search = page.getByRole('main').getByRole('searchbox')
  if ((await search.count()) > 0 && (await search.first().isVisible())) {
    await search.first().click()
    await page.keyboard.type('st')
    await page.keyboard.press('Backspace')
  }
  const details = page.getByRole('main').getByRole('button', { name: /^(Details|Manage)/ })
  if ((await details.count()) > 0 && (await details.first().isVisible())) {
    await details.first().click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  // The key works once the page has its script.
  await expect(async () => {
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('dialog')).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await page.keyboard.type('ren')
  await page.keyboard.press('Escape')
}
