import { gte, lt, type SQL, sql } from 'drizzle-orm'
import { refusal } from '#drizzle/schema.ts'
import type { Autocommit, Database } from '../database/pool.ts'

/** Counts a request that belonged to no attempt. Stores the number and the cause, but nothing from the request. */
export async function countRefusal(
  db: Autocommit,
  endpoint: string,
  cause: string,
  now: Date,
): Promise<void> {
  const minute = minuteOf(now)
  await db
    .insert(refusal)
    .values({ endpoint, cause, minute, count: 1 })
    .onConflictDoUpdate({
      target: [refusal.endpoint, refusal.cause, refusal.minute],
      set: { count: sql`${refusal.count} + 1` },
    })
}

export interface RefusalCount {
  readonly endpoint: string
  readonly cause: string
  readonly before: number
  readonly since: number
}

/** How many there were per route and cause between `from` and `middle`, and since then; the most frequent first. */
export async function countRefusals(db: Database, from: Date, middle: Date): Promise<RefusalCount[]> {
  const isLate = sql`${refusal.minute} >= ${minuteOf(middle)}`
  const total = (which: SQL) =>
    sql<number>`coalesce(sum(${refusal.count}) filter (where ${which}), 0)`.mapWith(Number)
  return db
    .select({
      endpoint: refusal.endpoint,
      cause: refusal.cause,
      before: total(sql`not ${isLate}`),
      since: total(isLate),
    })
    .from(refusal)
    .where(gte(refusal.minute, minuteOf(from)))
    .groupBy(refusal.endpoint, refusal.cause)
    .orderBy(sql`sum(${refusal.count}) desc`, refusal.endpoint, refusal.cause)
}

/** Deletes counts from before then. */
export async function deleteOldRefusals(db: Autocommit, before: Date): Promise<void> {
  await db.delete(refusal).where(lt(refusal.minute, minuteOf(before)))
}

function minuteOf(at: Date): number {
  return Math.floor(at.getTime() / 60_000)
}
