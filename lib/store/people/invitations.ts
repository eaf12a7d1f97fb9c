import { and, desc, eq, gt, isNull, lt, sql } from 'drizzle-orm'
import { invitation } from '#drizzle/schema.ts'
import type { Autocommit, Database, Transaction } from '../../database/pool.ts'

export type InvitationRow = typeof invitation.$inferSelect

export async function insertInvitation(db: Transaction, row: typeof invitation.$inferInsert): Promise<void> {
  await db.insert(invitation).values(row)
}

const isOpen = (now: Date) => and(isNull(invitation.usedAt), gt(invitation.expiresAt, now))

export async function findOpenInvitation(
  db: Database,
  digest: string,
  now: Date,
): Promise<InvitationRow | null> {
  const [row] = await db
    .select()
    .from(invitation)
    .where(and(eq(invitation.digest, digest), isOpen(now)))
  return row ?? null
}

export async function isInvitationOpen(db: Database, id: string, now: Date): Promise<boolean> {
  return (await db.$count(invitation, and(eq(invitation.id, id), isOpen(now)))) > 0
}

/**
 * Consumes an invitation. Null if it doesn't exist, has expired or was used: of two concurrent callers, one gets it.
 */
export async function consumeInvitation(
  db: Transaction,
  digest: string,
  now: Date,
): Promise<InvitationRow | null> {
  const [row] = await db
    .update(invitation)
    .set({ usedAt: now })
    .where(and(eq(invitation.digest, digest), isOpen(now)))
    .returning()
  return row ?? null
}

/** Newest first, without those that name nobody (the first administrator's). */
export function listOpenInvitations(db: Database, now: Date): Promise<InvitationRow[]> {
  return db
    .select()
    .from(invitation)
    .where(and(isOpen(now), sql`${invitation.email} is not null`))
    .orderBy(desc(invitation.createdAt))
    .limit(200)
}

/** False if there is no such open invitation. */
export async function deleteOpenInvitation(db: Transaction, id: string, now: Date): Promise<boolean> {
  const rows = await db
    .delete(invitation)
    .where(and(eq(invitation.id, id), isOpen(now)))
    .returning({ id: invitation.id })
  return rows.length > 0
}

/**
 * Deletes the unused links for the same email address, or those that name nobody, which a newer link replaces. Until
 * the transaction ends, nobody else can create one, so that of two concurrent links one remains. Returns the ids of the
 * deleted ones.
 */
export async function deleteUnusedInvitations(
  db: Transaction,
  email: string | null,
): Promise<readonly string[]> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`invitation ${email ?? ''}`}, 0))`)
  const rows = await db
    .delete(invitation)
    .where(
      and(isNull(invitation.usedAt), email === null ? isNull(invitation.email) : eq(invitation.email, email)),
    )
    .returning({ id: invitation.id })
  return rows.map(({ id }) => id)
}

export async function deleteOldInvitations(db: Autocommit, before: Date): Promise<void> {
  await db.delete(invitation).where(lt(invitation.expiresAt, before))
}
