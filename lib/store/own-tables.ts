import { getTableName, inArray, is, sql } from 'drizzle-orm'
import { PgTable } from 'drizzle-orm/pg-core'
import * as schema from '#drizzle/schema.ts'
import type { Database } from '../database/pool.ts'

/** The names of our tables. A database may have tables of other programs, too. */
export const ownTables: readonly string[] = Object.values(schema)
  .filter((value) => is(value, PgTable))
  .map(getTableName)

/** Those that exist: an older version has fewer, and a new database none. */
export async function listPresentTables(db: Database): Promise<string[]> {
  const rows = await db
    .select({ name: sql<string>`relname` })
    .from(sql`pg_class`)
    .where(
      sql`relnamespace = 'public'::regnamespace and relkind = 'r' and ${inArray(sql`relname`, ownTables)}`,
    )
  return rows.map(({ name }) => name)
}

/** Whether none of our tables has a row: nobody has used this database yet. */
export async function isUnused(db: Database): Promise<boolean> {
  const present = await listPresentTables(db)
  if (present.length === 0) return true
  const anyRow = sql.join(
    present.map((table) => sql`exists (select from ${sql.identifier(table)})`),
    sql` or `,
  )
  const [row] = await db.execute<{ used: boolean }>(sql`select ${anyRow} as used`)
  return row?.used === false
}
