import { type AnyColumn, desc, type SQL, sql } from 'drizzle-orm'

/** A place in the order of time; ids tell apart what happened in the same millisecond. */
export interface TimePlace {
  readonly at: Date
  readonly id: string
}

export function newestFirst(at: AnyColumn, id: AnyColumn): [SQL, SQL] {
  return [desc(at), desc(id)]
}

/** What comes after `place` in the order of `newestFirst`. */
export function olderThan(at: AnyColumn, id: AnyColumn, place: TimePlace | null): SQL | undefined {
  if (place === null) return undefined
  return sql`(${at}, ${id}) < (${place.at.toISOString()}::timestamptz, ${place.id}::uuid)`
}
