import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { useDatabase } from '../fixtures/database.ts'

const { db } = await useDatabase()

test('a test file gets a database with every table of the schema and no row', async () => {
  const tables = await db.execute<{ name: string; rows: number }>(sql`
    select table_name as name, (xpath('/row/count/text()', query_to_xml(format('select count(*) from %I', table_name), false, true, '')))[1]::text::int as rows
    from information_schema.tables where table_schema = 'public'`)
  expect(tables.map(({ name }) => name)).toContain('authorization')
  expect(tables.filter(({ rows }) => rows > 0)).toEqual([])
})

test('two files never share a database', async () => {
  const other = await useDatabase()
  const names = await Promise.all(
    [db, other.db].map((one) => one.execute(sql`select current_database() as name`)),
  )
  expect(names[0]).not.toEqual(names[1])
})
