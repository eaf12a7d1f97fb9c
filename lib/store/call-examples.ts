import { and, asc, count, eq, or, sql } from 'drizzle-orm'
import { callExample, person } from '#drizzle/schema.ts'
import { mapUniqueViolation } from '../database/errors.ts'
import type { Database, Transaction } from '../database/pool.ts'
import { isRowId } from '../row-id.ts'

export type CallExampleRow = typeof callExample.$inferSelect

const taken = { call_example_own: 'example_name_taken', call_example_shared: 'example_name_taken' } as const

/** Those of an operation that a person has or that are shared, by name. */
export function listCallExamples(
  db: Database,
  { personId, operationKey }: { readonly personId: string; readonly operationKey: string },
): Promise<{ readonly example: CallExampleRow; readonly ownerName: string }[]> {
  return db
    .select({ example: callExample, ownerName: person.name })
    .from(callExample)
    .innerJoin(person, eq(person.id, callExample.ownerId))
    .where(
      and(
        eq(callExample.operationKey, operationKey),
        or(eq(callExample.ownerId, personId), callExample.isShared),
      ),
    )
    .orderBy(asc(sql`lower(${callExample.name})`), asc(callExample.id))
}

export async function countCallExamples(db: Database, ownerId: string): Promise<number> {
  const [row] = await db.select({ total: count() }).from(callExample).where(eq(callExample.ownerId, ownerId))
  return row?.total ?? 0
}

/** False if there is one with this id. */
export async function insertCallExample(
  db: Transaction,
  row: typeof callExample.$inferInsert,
): Promise<boolean> {
  const rows = await mapUniqueViolation(
    taken,
    db
      .insert(callExample)
      .values(row)
      .onConflictDoNothing({ target: callExample.id })
      .returning({ id: callExample.id })
      .execute(),
  )
  return rows.length > 0
}

/** Locked until the transaction ends. */
export async function lockCallExample(db: Transaction, id: string): Promise<CallExampleRow | null> {
  if (!isRowId(id)) return null
  const [row] = await db.select().from(callExample).where(eq(callExample.id, id)).for('update')
  return row ?? null
}

export async function updateCallExample(
  db: Transaction,
  id: string,
  change: Partial<CallExampleRow>,
): Promise<void> {
  await mapUniqueViolation(taken, db.update(callExample).set(change).where(eq(callExample.id, id)).execute())
}

export async function deleteCallExample(db: Transaction, id: string): Promise<void> {
  await db.delete(callExample).where(eq(callExample.id, id))
}
