import { asc, count, eq, or, sql } from 'drizzle-orm'
import { person, savedView } from '#drizzle/schema.ts'
import { mapUniqueViolation } from '../database/errors.ts'
import type { Database, Transaction } from '../database/pool.ts'
import { isRowId } from '../row-id.ts'

export type SavedViewRow = typeof savedView.$inferSelect

const taken = { saved_view_own: 'view_name_taken', saved_view_shared: 'view_name_taken' } as const

/** Those of a person and the shared ones, by name. */
export function listSavedViews(
  db: Database,
  personId: string,
): Promise<{ readonly view: SavedViewRow; readonly ownerName: string }[]> {
  return db
    .select({ view: savedView, ownerName: person.name })
    .from(savedView)
    .innerJoin(person, eq(person.id, savedView.ownerId))
    .where(or(eq(savedView.ownerId, personId), savedView.isShared))
    .orderBy(asc(sql`lower(${savedView.name})`), asc(savedView.id))
}

export async function countSavedViews(db: Database, ownerId: string): Promise<number> {
  const [row] = await db.select({ total: count() }).from(savedView).where(eq(savedView.ownerId, ownerId))
  return row?.total ?? 0
}

/** False if there is one with this id. */
export async function insertSavedView(db: Transaction, row: typeof savedView.$inferInsert): Promise<boolean> {
  const rows = await mapUniqueViolation(
    taken,
    db
      .insert(savedView)
      .values(row)
      .onConflictDoNothing({ target: savedView.id })
      .returning({ id: savedView.id })
      .execute(),
  )
  return rows.length > 0
}

/** Locked until the transaction ends. */
export async function lockSavedView(db: Transaction, id: string): Promise<SavedViewRow | null> {
  if (!isRowId(id)) return null
  const [row] = await db.select().from(savedView).where(eq(savedView.id, id)).for('update')
  return row ?? null
}

export async function updateSavedView(
  db: Transaction,
  id: string,
  change: Partial<SavedViewRow>,
): Promise<void> {
  await mapUniqueViolation(taken, db.update(savedView).set(change).where(eq(savedView.id, id)).execute())
}

export async function deleteSavedView(db: Transaction, id: string): Promise<void> {
  await db.delete(savedView).where(eq(savedView.id, id))
}
