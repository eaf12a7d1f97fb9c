import { type SQL, sql } from 'drizzle-orm'

/** A list for `in`, written out: with parameters, the planner couldn't see that a partial index covers the rows. */
export function literals(values: readonly (number | string)[]): SQL {
  return sql.raw(
    `(${values.map((value) => (typeof value === 'number' ? value : `'${value.replaceAll("'", "''")}'`)).join(', ')})`,
  )
}
