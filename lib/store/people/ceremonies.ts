import { and, eq, gt, lte } from 'drizzle-orm'
import { type CeremonyPurpose, ceremony } from '#drizzle/schema.ts'
import type { Autocommit, Database, Transaction } from '../../database/pool.ts'

export type CeremonyRow = typeof ceremony.$inferSelect

export async function insertCeremony(
  db: Transaction | Autocommit,
  row: typeof ceremony.$inferInsert,
): Promise<void> {
  await db.insert(ceremony).values(row)
}

const isOpen = (digest: string, purpose: CeremonyPurpose, now: Date) =>
  and(eq(ceremony.digest, digest), eq(ceremony.purpose, purpose), gt(ceremony.expiresAt, now))

/** Ends it: of two answers, the second one gets null, as does one that comes too late. */
export async function consumeCeremony(
  db: Transaction | Autocommit,
  digest: string,
  purpose: CeremonyPurpose,
  now: Date,
): Promise<CeremonyRow | null> {
  const [row] = await db
    .delete(ceremony)
    .where(isOpen(digest, purpose, now))
    .returning()
  return row ?? null
}

export async function findCeremony(
  db: Database,
  digest: string,
  purpose: CeremonyPurpose,
  now: Date,
): Promise<CeremonyRow | null> {
  const [row] = await db
    .select()
    .from(ceremony)
    .where(isOpen(digest, purpose, now))
  return row ?? null
}

export async function deleteExpiredCeremonies(db: Autocommit, now: Date): Promise<void> {
  await db.delete(ceremony).where(lte(ceremony.expiresAt, now))
}
