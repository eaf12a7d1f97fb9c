import { sql } from 'drizzle-orm'
import { refusal } from '#drizzle/schema.ts'
import type { Database } from './client.ts'

/** Counts a request that belonged to no attempt: how many, and why, but nothing that it carried. */
export async function countRefusal(db: Database, door: string, cause: string, now: Date): Promise<void> {
  const minute = Math.floor(now.getTime() / 60_000)
  await db
    .insert(refusal)
    .values({ door, cause, minute, count: 1 })
    .onConflictDoUpdate({
      target: [refusal.door, refusal.cause, refusal.minute],
      set: { count: sql`${refusal.count} + 1` },
    })
}
