import { sql } from 'drizzle-orm'
import { fromDrizzle } from 'pg-boss'
import type { Database } from './client.ts'

/** The transaction of `db` as pg-boss takes it, so that a job is enqueued with the change that needs it. */
export function jobDatabase(db: Database): ReturnType<typeof fromDrizzle> {
  return fromDrizzle(db, sql)
}
