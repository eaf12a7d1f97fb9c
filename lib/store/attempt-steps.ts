import { asc, eq } from 'drizzle-orm'
import { attemptStep } from '#drizzle/schema.ts'
import { type Database, isInTransaction } from '../database/pool.ts'

export type AttemptStepRow = typeof attemptStep.$inferSelect

/** In a transaction, a failure undoes these lines only: the transaction itself can go on. */
export async function insertSteps(
  db: Database,
  rows: readonly (typeof attemptStep.$inferInsert)[],
): Promise<void> {
  const insert = (of: Pick<Database, 'insert'>) => of.insert(attemptStep).values([...rows])
  await (isInTransaction(db) ? db.transaction(insert) : insert(db))
}

/** In the order in which they happened. */
export async function listSteps(db: Database, attemptId: string): Promise<AttemptStepRow[]> {
  return db
    .select()
    .from(attemptStep)
    .where(eq(attemptStep.attemptId, attemptId))
    .orderBy(asc(attemptStep.id))
}
