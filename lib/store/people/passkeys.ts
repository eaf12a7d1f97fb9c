import { and, asc, eq } from 'drizzle-orm'
import { passkey, person } from '#drizzle/schema.ts'
import type { Database, Transaction } from '../../database/pool.ts'
import type { PersonRow } from './people.ts'

export type PasskeyRow = typeof passkey.$inferSelect

/** False if this passkey is already registered. */
export async function insertPasskey(db: Transaction, row: typeof passkey.$inferInsert): Promise<boolean> {
  const rows = await db.insert(passkey).values(row).onConflictDoNothing().returning({ id: passkey.id })
  return rows.length > 0
}

/** The oldest first. */
export function listPasskeys(db: Database, personId: string): Promise<PasskeyRow[]> {
  return db
    .select()
    .from(passkey)
    .where(eq(passkey.personId, personId))
    .orderBy(asc(passkey.createdAt), asc(passkey.id))
}

/** With its person, both as they are now. */
export async function findPasskey(
  db: Database,
  credentialId: string,
): Promise<{ readonly passkey: PasskeyRow; readonly person: PersonRow } | null> {
  const [row] = await db
    .select({ passkey, person })
    .from(passkey)
    .innerJoin(person, eq(person.id, passkey.personId))
    .where(eq(passkey.credentialId, credentialId))
  return row ?? null
}

/** Returns false for the second of two answers with the same counter. A passkey that doesn't count stays at 0. */
export async function setPasskeyUsed(
  db: Transaction,
  { id, counter }: Pick<PasskeyRow, 'id' | 'counter'>,
  next: { readonly counter: number; readonly usedAt: Date },
): Promise<boolean> {
  const rows = await db
    .update(passkey)
    .set(next)
    .where(and(eq(passkey.id, id), eq(passkey.counter, counter)))
    .returning({ id: passkey.id })
  return rows.length > 0
}

/** The name that it had; null if the person has no such passkey. */
export async function setPasskeyName(
  db: Transaction,
  personId: string,
  id: string,
  name: string,
): Promise<string | null> {
  const found = await lockPasskey(db, personId, id)
  if (found === null) return null
  await db.update(passkey).set({ name }).where(eq(passkey.id, id))
  return found.name
}

/** Returns its name; null if the person has no such passkey. */
export async function deletePasskey(db: Transaction, personId: string, id: string): Promise<string | null> {
  const [row] = await db
    .delete(passkey)
    .where(and(eq(passkey.id, id), eq(passkey.personId, personId)))
    .returning({ name: passkey.name })
  return row?.name ?? null
}

async function lockPasskey(db: Transaction, personId: string, id: string): Promise<PasskeyRow | null> {
  const [row] = await db
    .select()
    .from(passkey)
    .where(and(eq(passkey.id, id), eq(passkey.personId, personId)))
    .for('update')
  return row ?? null
}
