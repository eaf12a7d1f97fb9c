import { and, desc, eq, isNotNull, lte } from 'drizzle-orm'
import { attempt } from '#drizzle/schema.ts'
import type { Database } from '../database/pool.ts'
import type { AttemptRow } from './attempts.ts'

const inQuarantine = and(eq(attempt.status, 'quarantined'), isNotNull(attempt.grantSealed))

/** Is it still in quarantine? Until the transaction ends, nobody else decides. */
export async function lockQuarantined(db: Database, id: string): Promise<boolean> {
  const rows = await db
    .select({ id: attempt.id })
    .from(attempt)
    .where(and(eq(attempt.id, id), inQuarantine))
    .for('update')
  return rows.length === 1
}

/** Takes a grant out of quarantine: of any number of operators, one gets the row. */
export async function leaveQuarantine(
  db: Database,
  id: string,
  change: Partial<typeof attempt.$inferInsert>,
): Promise<AttemptRow | null> {
  const [row] = await db
    .update(attempt)
    .set({ ...change, grantSealed: null })
    .where(and(eq(attempt.id, id), inQuarantine))
    .returning()
  return row ?? null
}

/** Ended by then, newest first. */
export async function listQuarantined(
  db: Database,
  { endedBy, limit }: { readonly endedBy: Date; readonly limit: number },
): Promise<AttemptRow[]> {
  return db
    .select()
    .from(attempt)
    .where(and(inQuarantine, lte(attempt.endedAt, endedBy)))
    .orderBy(desc(attempt.endedAt))
    .limit(limit)
}
