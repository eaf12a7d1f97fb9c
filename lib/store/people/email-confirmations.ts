import { and, eq, gt, isNull, lt, sql } from 'drizzle-orm'
import { emailConfirmation, person } from '#drizzle/schema.ts'
import type { Autocommit, Database, Transaction } from '../../database/pool.ts'
import type { PersonRow } from './people.ts'

export async function insertEmailConfirmation(
  db: Transaction,
  row: typeof emailConfirmation.$inferInsert,
): Promise<void> {
  await db.insert(emailConfirmation).values(row)
}

const isOpen = (now: Date) => and(isNull(emailConfirmation.usedAt), gt(emailConfirmation.expiresAt, now))
const isIts = (digest: string, now: Date) => and(eq(emailConfirmation.digest, digest), isOpen(now))
const isTheirs = sql`lower(${person.email}) = lower(${emailConfirmation.email})`

/** Null if it doesn't exist, was used or has expired, or if the address isn't that person's anymore. */
export async function findOpenEmailConfirmation(
  db: Database,
  digest: string,
  now: Date,
): Promise<(Pick<PersonRow, 'email' | 'emailConfirmedAt'> & { readonly personId: string }) | null> {
  const [row] = await db
    .select({ personId: person.id, email: person.email, emailConfirmedAt: person.emailConfirmedAt })
    .from(emailConfirmation)
    .innerJoin(person, eq(person.id, emailConfirmation.personId))
    .where(and(isIts(digest, now), isTheirs))
  return row ?? null
}

/** Whether a link still confirms the address of its person. */
export async function isEmailConfirmationOpen(db: Database, id: string, now: Date): Promise<boolean> {
  const rows = await db
    .select({ id: person.id })
    .from(emailConfirmation)
    .innerJoin(person, eq(person.id, emailConfirmation.personId))
    .where(and(eq(emailConfirmation.id, id), isOpen(now), isTheirs))
  return rows.length > 0
}

/** False if it isn't open anymore: of two concurrent callers, one gets it. */
export async function consumeEmailConfirmation(db: Transaction, digest: string, now: Date): Promise<boolean> {
  const rows = await db
    .update(emailConfirmation)
    .set({ usedAt: now })
    .where(isIts(digest, now))
    .returning({ id: emailConfirmation.id })
  return rows.length > 0
}

export async function deleteOldEmailConfirmations(db: Autocommit, before: Date): Promise<void> {
  await db.delete(emailConfirmation).where(lt(emailConfirmation.expiresAt, before))
}
