import { and, desc, eq, gt, inArray, isNotNull, isNull, lt, ne, or, sql } from 'drizzle-orm'
import { account, person, session } from '#drizzle/schema.ts'
import type { Autocommit, Database, Transaction } from '../../database/pool.ts'

export type SessionRow = typeof session.$inferSelect

/** Notified at commit when sessions have ended or people's rights have changed. */
export const sessionChannel = 'gatehouse_session'

export async function notifySessions(db: Transaction): Promise<void> {
  await db.execute(sql`select pg_notify(${sessionChannel}, '')`)
}

export async function insertSession(db: Transaction, row: typeof session.$inferInsert): Promise<void> {
  await db.insert(session).values(row)
}

/** The session with its person and account: everything that decides what the browser may do. */
export async function findSession(db: Database, digest: string) {
  const [row] = await db
    .select({ session, person, accountName: account.name, language: account.language })
    .from(session)
    .innerJoin(person, eq(person.id, session.personId))
    .leftJoin(account, eq(account.id, person.accountId))
    .where(eq(session.digest, digest))
  return row ?? null
}

/** As `findSession`, of all that exist among these. */
export async function listSessionsWithPeople(
  db: Database,
  ids: readonly string[],
): Promise<Omit<FoundSession, 'accountName' | 'language'>[]> {
  return db
    .select({ session, person })
    .from(session)
    .innerJoin(person, eq(person.id, session.personId))
    .where(inArray(session.id, [...ids]))
}

export type FoundSession = NonNullable<Awaited<ReturnType<typeof findSession>>>

export async function setLastSeenAt(db: Autocommit, id: string, seenAt: Date): Promise<void> {
  await db.update(session).set({ seenAt }).where(eq(session.id, id))
}

/** When its person last proved who they are; null when unknown. */
export async function readConfirmedAt(db: Database, id: string): Promise<Date | null> {
  const [row] = await db.select({ confirmedAt: session.confirmedAt }).from(session).where(eq(session.id, id))
  return row?.confirmedAt ?? null
}

export async function setConfirmedAt(db: Transaction, id: string, confirmedAt: Date): Promise<void> {
  await db.update(session).set({ confirmedAt }).where(eq(session.id, id))
}

/** Newest first, without ended and expired ones. */
export function listOpenSessions(
  db: Database,
  personId: string,
  now: Date,
  seenSince: Date,
): Promise<SessionRow[]> {
  return db
    .select()
    .from(session)
    .where(
      and(
        eq(session.personId, personId),
        isNull(session.endedAt),
        gt(session.expiresAt, now),
        gt(session.seenAt, seenSince),
      ),
    )
    .orderBy(desc(session.seenAt))
    .limit(100)
}

/** False if the person has no such open session. */
export async function endSession(
  db: Transaction,
  personId: string,
  id: string,
  endedAt: Date,
): Promise<boolean> {
  const rows = await db
    .update(session)
    .set({ endedAt })
    .where(and(eq(session.id, id), eq(session.personId, personId), isNull(session.endedAt)))
    .returning({ id: session.id })
  if (rows.length > 0) await notifySessions(db)
  return rows.length > 0
}

/** Ends all open sessions of a person, except `exceptId`. Returns the ids of those ended. */
export async function endSessions(
  db: Transaction,
  personId: string,
  exceptId: string | null,
  endedAt: Date,
): Promise<readonly string[]> {
  const rows = await db
    .update(session)
    .set({ endedAt })
    .where(
      and(
        eq(session.personId, personId),
        isNull(session.endedAt),
        gt(session.expiresAt, endedAt),
        exceptId === null ? undefined : ne(session.id, exceptId),
      ),
    )
    .returning({ id: session.id })
  if (rows.length > 0) await notifySessions(db)
  return rows.map(({ id }) => id)
}

/**
 * Deletes sessions that ended or expired before then, apart from each person's newest: it says when they were seen
 * last, and no longer from where.
 */
export async function deleteOldSessions(db: Autocommit, before: Date): Promise<void> {
  const hasNewer = sql`exists (select from ${session} as newer where newer.person_id = ${session.personId}
    and (newer.seen_at, newer.id) > (${session.seenAt}, ${session.id}))`
  const hasEnded = or(
    lt(session.expiresAt, before),
    and(isNotNull(session.endedAt), lt(session.endedAt, before)),
  )
  await db.delete(session).where(and(hasEnded, hasNewer))
  const saysWhere = or(isNotNull(session.address), isNotNull(session.userAgent))
  await db.update(session).set({ address: null, userAgent: null }).where(and(hasEnded, saysWhere))
}
