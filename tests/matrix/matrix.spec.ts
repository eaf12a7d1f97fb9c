import { expect, type Page } from '@playwright/test'
import type { Sql } from '../e2e/database.ts'
import { withOwnDemo } from '../e2e/fixtures.ts'
import { findFaults, observe, readFigures, settle, takePicture, themes, widths } from './check-page.ts'
import { listPages } from './list-pages.ts'
import { addBulkAction, growTo, type Opened } from './rows.ts'

/** Milliseconds until the page answers an interaction, at any number of rows. */
const interactionMs = 200

/** Opens every page at every width and in both themes, and reports all faults together. */
async function checkPages(page: Page, rows: number, opened: Opened): Promise<void> {
  const faults: string[] = []
  const figures: string[] = []
  const note = (where: string, found: readonly string[]) =>
    faults.push(...found.map((fault) => `${where}: ${fault}`))
  await observe(page)
  let combinations = 0
  for (const [name, path] of listPages(opened)) {
    let shift = 0
    let slowestMs = 0
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
      slowestMs = Math.max(slowestMs, (await readFigures(page)).slowestMs)
    }
    if (slowestMs > interactionMs) note(`${name}, ${rows} rows`, [`answers after ${slowestMs} ms`])
    figures.push(`${name}: shift ${shift.toFixed(4)}, slowest interaction ${slowestMs} ms`)
  }
  process.stdout.write(`${rows} rows, ${combinations} combinations\n${figures.join('\n')}\n`)
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
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.type('ren')
  await page.keyboard.press('Escape')
}

const emptyDemo = withOwnDemo()
emptyDemo.describe('without and with little', () => {
  emptyDemo('no rows', async ({ office, database }) => {
    await checkPages(office, 0, await addBulkAction(database))
  })

  emptyDemo('1 row', async ({ office, database, connected }) => {
    await connected({ countries: ['US', 'CA'] })
    await checkPages(office, 1, await addBulkAction(database))
  })
})

const livedIn = withOwnDemo({}, 'lived-in')
livedIn.describe('with much', () => {
  const grown = async (database: Sql, rows: number) => {
    const opened = await addBulkAction(database)
    await growTo(database, rows, opened)
    return opened
  }

  livedIn('50 rows', async ({ office, database }) => {
    await checkPages(office, 50, await grown(database, 80))
  })

  livedIn('100,000 rows', async ({ office, database }) => {
    await checkPages(office, 100_000, await grown(database, 100_000))
  })
})
