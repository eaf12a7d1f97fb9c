import { getTableColumns, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'

/**
 * Inserts any number of rows, in their order; `on conflict` or `returning` may follow. The rows are one parameter. With
 * a list of values, every number of rows would be another prepared statement on the server, and more than 65,534 values
 * would fail. What a row leaves out is null if another row has it, and the column's default otherwise.
 */
export function insertRows<T extends PgTable>(table: T, rows: readonly T['$inferInsert'][]): SQL {
  const given = new Set(rows.flatMap(Object.keys))
  const columns = Object.entries(getTableColumns(table)).filter(([field]) => given.has(field))
  const names = columns.map(([_field, { name }]) => sql.identifier(name))
  const fields = columns.map(([field]) => sql.identifier(field))
  const types = columns.map(([_field, column]) => sql.raw(column.getSQLType()))
  const definitions = fields.map((field, at) => sql`${field} ${types[at]}`)
  const listOf = (parts: Parameters<typeof sql.join>[0]) => sql.join(parts, sql`, `)
  return sql`insert into ${table} (${listOf(names)}) select ${listOf(fields)}
    from rows from (jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as (${listOf(definitions)}))
      with ordinality
    order by ordinality`
}
