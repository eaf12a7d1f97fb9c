import { and, eq, gt, inArray, isNull, lt } from 'drizzle-orm'
import { passwordReset, passwordResetRequest, person } from '#drizzle/schema.ts'
import type { Autocommit, Database, Transaction } from '../../database/pool.ts'

export async function insertPasswordReset(
  db: Transaction,
  row: typeof passwordReset.$inferInsert,
): Promise<void> {
  await db.insert(passwordReset).values(row)
}

const isOpen = (now: Date) => and(isNull(passwordReset.usedAt), gt(passwordReset.expiresAt, now))
const isIts = (digest: string, now: Date) => and(eq(passwordReset.digest, digest), isOpen(now))

/** Null if it doesn't exist, was used or has expired, or if its person is disabled. */
export async function findOpenPasswordReset(
  db: Database,
  digest: string,
  now: Date,
): Promise<{ readonly personId: string; readonly email: string; readonly createdBy: string | null } | null> {
  const [row] = await db
    .select({ personId: person.id, email: person.email, createdBy: passwordReset.createdBy })
    .from(passwordReset)
    .innerJoin(person, eq(person.id, passwordReset.personId))
    .where(and(isIts(digest, now), isNull(person.disabledAt)))
  return row ?? null
}

export async function isPasswordResetOpen(db: Database, id: string, now: Date): Promise<boolean> {
  return (await db.$count(passwordReset, and(eq(passwordReset.id, id), isOpen(now)))) > 0
}

/** False if it isn't open anymore: of two concurrent callers, one gets it. */
export async function consumePasswordReset(db: Transaction, digest: string, now: Date): Promise<boolean> {
  const rows = await db
    .update(passwordReset)
    .set({ usedAt: now })
    .where(isIts(digest, now))
    .returning({ id: passwordReset.id })
  return rows.length > 0
}

export async function deleteUnusedPasswordResets(db: Transaction, personId: string): Promise<void> {
  await db
    .delete(passwordReset)
    .where(and(eq(passwordReset.personId, personId), isNull(passwordReset.usedAt)))
}

export async function deleteOldPasswordResets(db: Autocommit, before: Date): Promise<void> {
  await db.delete(passwordReset).where(lt(passwordReset.expiresAt, before))
}

export async function insertResetRequest(
  db: Autocommit,
  row: typeof passwordResetRequest.$inferInsert,
): Promise<void> {
  await db.insert(passwordResetRequest).values(row)
}

/** The oldest unclaimed request, or null. Deleted with the transaction. */
export async function consumeResetRequest(
  db: Transaction,
): Promise<typeof passwordResetRequest.$inferSelect | null> {
  const oldest = db
    .select({ id: passwordResetRequest.id })
    .from(passwordResetRequest)
    .orderBy(passwordResetRequest.requestedAt)
    .limit(1)
    .for('update', { skipLocked: true })
  const [row] = await db
    .delete(passwordResetRequest)
    .where(inArray(passwordResetRequest.id, oldest))
    .returning()
  return row ?? null
}
