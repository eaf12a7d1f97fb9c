import { and, eq } from 'drizzle-orm'
import { identity, person } from '#drizzle/schema.ts'
import type { Database, Transaction } from '../../database/pool.ts'
import type { PersonRow } from './people.ts'

export type IdentityRow = typeof identity.$inferSelect

type Key = Pick<IdentityRow, 'side' | 'issuer' | 'subject'>

/** False if someone has this identity, or the person has another one of this issuer. */
export async function insertIdentity(db: Transaction, row: typeof identity.$inferInsert): Promise<boolean> {
  const rows = await db.insert(identity).values(row).onConflictDoNothing().returning({ id: identity.id })
  return rows.length > 0
}

/** With their person, both as they are now. */
export async function findIdentity(
  db: Database,
  { side, issuer, subject }: Key,
): Promise<{ readonly identity: IdentityRow; readonly person: PersonRow } | null> {
  const [row] = await db
    .select({ identity, person })
    .from(identity)
    .innerJoin(person, eq(person.id, identity.personId))
    .where(and(eq(identity.side, side), eq(identity.issuer, issuer), eq(identity.subject, subject)))
  return row ?? null
}

/** The latest used first. */
export function listIdentities(db: Database, personId: string): Promise<IdentityRow[]> {
  return db.select().from(identity).where(eq(identity.personId, personId)).orderBy(identity.usedAt)
}

/** False: it is no longer linked. */
export async function setIdentityUsedAt(db: Transaction, id: string, usedAt: Date): Promise<boolean> {
  const rows = await db
    .update(identity)
    .set({ usedAt })
    .where(eq(identity.id, id))
    .returning({ id: identity.id })
  return rows.length === 1
}

/** All of a person. Returns how many there were. */
export async function deleteIdentities(db: Transaction, personId: string): Promise<number> {
  const rows = await db.delete(identity).where(eq(identity.personId, personId)).returning({ id: identity.id })
  return rows.length
}
