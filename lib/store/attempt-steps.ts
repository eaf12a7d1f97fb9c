import { asc, eq } from 'drizzle-orm'
import { attemptStep } from '#drizzle/schema.ts'
import type { Database } from './client.ts'

export type AttemptStepRow = typeof attemptStep.$inferSelect

export async function insertSteps(
  db: Database,
  rows: readonly (typeof attemptStep.$inferInsert)[],
): Promise<void> {
  await db.insert(attemptStep).values([...rows])
}

/** In the order in which they happened. */
export async function listSteps(db: Database, attemptId: string): Promise<AttemptStepRow[]> {
  return db
    .select()
    .from(attemptStep)
    .where(eq(attemptStep.attemptId, attemptId))
    .orderBy(asc(attemptStep.id))
}
