import { getTableName, is, sql } from 'drizzle-orm'
import { PgTable } from 'drizzle-orm/pg-core'
import * as schema from '#drizzle/schema.ts'
import type { Database } from '../database/pool.ts'

const tables = Object.values(schema).filter((value) => is(value, PgTable))

/** The names of our tables. A database may have tables of other programs, too. */
export const ownTables: readonly string[] = tables.map(getTableName)

/** Whether none of our tables has a row: nobody has used this database yet. */
export async function isUnused(db: Database): Promise<boolean> {
  const anyRow = sql.join(
    tables.map((table) => sql`exists (select from ${table})`),
    sql` or `,
  )
  const [row] = await db.execute<{ used: boolean }>(sql`select ${anyRow} as used`)
  return row?.used === false
}
