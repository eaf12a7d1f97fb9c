import { and, eq, gt, lte } from 'drizzle-orm'
import { draft } from '#drizzle/schema.ts'
import type { Autocommit, Database } from '../database/pool.ts'

/** Replaces an earlier draft of the same person. */
export async function putDraft(db: Autocommit, row: typeof draft.$inferInsert): Promise<void> {
  const { sealed, keptAt } = row
  await db.insert(draft).values(row).onConflictDoUpdate({ target: draft.personId, set: { sealed, keptAt } })
}

/** The sealed text; null if nothing has been kept since then. */
export async function findDraft(db: Database, personId: string, since: Date): Promise<string | null> {
  const [row] = await db
    .select({ sealed: draft.sealed })
    .from(draft)
    .where(and(eq(draft.personId, personId), gt(draft.keptAt, since)))
  return row?.sealed ?? null
}

export async function deleteDraft(db: Autocommit, personId: string): Promise<void> {
  await db.delete(draft).where(eq(draft.personId, personId))
}

export async function deleteOldDrafts(db: Autocommit, before: Date): Promise<void> {
  await db.delete(draft).where(lte(draft.keptAt, before))
}
