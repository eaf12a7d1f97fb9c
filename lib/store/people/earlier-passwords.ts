import { and, desc, eq, notInArray } from 'drizzle-orm'
import { earlierPassword } from '#drizzle/schema.ts'
import type { Database, Transaction } from '../../database/pool.ts'

/** The hashes, the latest first. */
export async function listEarlierPasswords(
  db: Database,
  personId: string,
  limit: number,
): Promise<readonly string[]> {
  const rows = await db
    .select({ passwordHash: earlierPassword.passwordHash })
    .from(earlierPassword)
    .where(eq(earlierPassword.personId, personId))
    .orderBy(desc(earlierPassword.replacedAt), desc(earlierPassword.id))
    .limit(limit)
  return rows.map(({ passwordHash }) => passwordHash)
}

/** Keeps the latest `kept` of them. */
export async function insertEarlierPassword(
  db: Transaction,
  row: typeof earlierPassword.$inferInsert,
  kept: number,
): Promise<void> {
  await db.insert(earlierPassword).values(row)
  const latest = db
    .select({ id: earlierPassword.id })
    .from(earlierPassword)
    .where(eq(earlierPassword.personId, row.personId))
    .orderBy(desc(earlierPassword.replacedAt), desc(earlierPassword.id))
    .limit(kept)
  await db
    .delete(earlierPassword)
    .where(and(eq(earlierPassword.personId, row.personId), notInArray(earlierPassword.id, latest)))
}
