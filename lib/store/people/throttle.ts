import { and, eq, gt, inArray, like, lt, or, sql } from 'drizzle-orm'
import { throttle } from '#drizzle/schema.ts'
import { likePattern } from '../../database/keyset.ts'
import type { Autocommit, Transaction } from '../../database/pool.ts'

/** Counts one try in the key's window, or opens a new window if the last one has ended. One statement. */
export async function countTry(
  db: Autocommit,
  key: string,
  now: Date,
  windowEndsAt: Date,
): Promise<{ readonly count: number; readonly windowEndsAt: Date }> {
  const isExpired = sql`${throttle.windowEndsAt} <= ${now.toISOString()}::timestamptz`
  const [row] = await db
    .insert(throttle)
    .values({ key, count: 1, windowEndsAt })
    .onConflictDoUpdate({
      target: throttle.key,
      set: {
        count: sql`case when ${isExpired} then 1 else ${throttle.count} + 1 end`,
        windowEndsAt: sql`case when ${isExpired} then excluded.window_ends_at else ${throttle.windowEndsAt} end`,
      },
    })
    .returning({ count: throttle.count, windowEndsAt: throttle.windowEndsAt })
  if (row === undefined) throw new Error('an upsert gave no row')
  return row
}

/** Takes one try back. */
export async function uncountTry(db: Autocommit, key: string): Promise<void> {
  await db
    .update(throttle)
    .set({ count: sql`${throttle.count} - 1` })
    .where(and(eq(throttle.key, key), gt(throttle.count, 0)))
}

export async function deleteEndedWindows(db: Autocommit, now: Date): Promise<void> {
  await db.delete(throttle).where(lt(throttle.windowEndsAt, now))
}

/** Forgets the tries of one subject, or of all that begin so. */
export async function deleteWindows(db: Transaction, keys: readonly string[], prefix: string): Promise<void> {
  await db
    .delete(throttle)
    .where(or(inArray(throttle.key, [...keys]), like(throttle.key, likePattern.startingWith(prefix))))
}
