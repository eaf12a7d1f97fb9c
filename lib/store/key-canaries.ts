import { keyCanary } from '#drizzle/schema.ts'
import type { Autocommit, Database } from '../database/pool.ts'

export type KeyCanaryRow = typeof keyCanary.$inferSelect

export async function listKeyCanaries(db: Database): Promise<KeyCanaryRow[]> {
  return db.select().from(keyCanary)
}

export async function insertKeyCanary(db: Autocommit, row: typeof keyCanary.$inferInsert): Promise<void> {
  await db.insert(keyCanary).values(row).onConflictDoNothing()
}
