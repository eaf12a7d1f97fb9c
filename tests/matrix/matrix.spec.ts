import type { Sql } from '../e2e/database.ts'
import { withOwnDemo } from '../e2e/fixtures.ts'
import { checkPages } from './check-pages.ts'
import { addBulkAction, growTo } from './rows.ts'

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
