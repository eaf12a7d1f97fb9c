import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, lt, lte, ne, or, sql } from 'drizzle-orm'
import { attempt, attemptStep } from '#drizzle/schema.ts'
import { literals } from '../database/literals.ts'
import { type Autocommit, type Database, isInTransaction, type Transaction } from '../database/pool.ts'
import { isRowId } from '../row-id.ts'
import { unfinishedStatuses } from '../status-groups.ts'

export type AttemptRow = typeof attempt.$inferSelect

/** As in the index `attempt_unfinished`. */
export const isUnfinished = sql`${attempt.status} in ${literals(unfinishedStatuses)}`

export async function findAttempt(db: Database, id: string): Promise<AttemptRow | null> {
  if (!isRowId(id)) return null
  const [row] = await db.select().from(attempt).where(eq(attempt.id, id))
  return row ?? null
}

/** Finds an attempt by either of its states. */
export async function findAttemptByState(db: Database, stateDigest: string): Promise<AttemptRow | null> {
  const [row] = await db
    .select()
    .from(attempt)
    .where(or(eq(attempt.stateDigest, stateDigest), eq(attempt.secondStateDigest, stateDigest)))
  return row ?? null
}

export async function listAttempts(db: Database, ids: readonly string[]): Promise<AttemptRow[]> {
  const known = ids.filter(isRowId)
  return known.length === 0 ? [] : db.select().from(attempt).where(inArray(attempt.id, known))
}

/** Whether one of the account's sellers has come back from Amazon and the authorization isn't stored yet. */
export async function hasUnfinishedAttempt(db: Database, accountId: string): Promise<boolean> {
  const rows = await db
    .select({ id: attempt.id })
    .from(attempt)
    .where(and(eq(attempt.accountId, accountId), isUnfinished))
    .limit(1)
  return rows.length > 0
}

/** The account's newest attempt by way of Amazon's consent page. */
export async function findNewestAttempt(db: Database, accountId: string): Promise<AttemptRow | null> {
  const [row] = await db
    .select()
    .from(attempt)
    .where(and(eq(attempt.accountId, accountId), ne(attempt.workflow, 'self')))
    .orderBy(desc(attempt.startedAt))
    .limit(1)
  return row ?? null
}

/** Whether an attempt of the account for this application, in one of these marketplaces, has connected since then. */
export async function hasConnectedSince(
  db: Database,
  {
    accountId,
    applicationId,
    authorizationId,
    marketplaceIds,
    since,
  }: {
    readonly accountId: string
    readonly applicationId: string
    /** Only this authorization; null: any. */
    readonly authorizationId: string | null
    readonly marketplaceIds: readonly string[]
    readonly since: Date
  },
): Promise<boolean> {
  const rows = await db
    .select({ id: attempt.id })
    .from(attempt)
    .where(
      and(
        ...[eq(attempt.accountId, accountId), eq(attempt.applicationId, applicationId)],
        ...[eq(attempt.status, 'completed'), gte(attempt.endedAt, since)],
        inArray(attempt.marketplaceId, [...marketplaceIds]),
        authorizationId === null ? undefined : eq(attempt.authorizationId, authorizationId),
      ),
    )
    .limit(1)
  return rows.length > 0
}

/** Only while the seller hasn't come back from Amazon. Null if they have, or if the attempt isn't the account's. */
export async function fileConsentReport(
  db: Transaction,
  id: string,
  accountId: string,
  consentReport: string,
): Promise<AttemptRow | null> {
  const isAway = or(
    eq(attempt.status, 'started'),
    and(eq(attempt.status, 'failed'), eq(attempt.problem, 'not_finished')),
  )
  const [row] = await db
    .update(attempt)
    .set({ consentReport })
    .where(and(eq(attempt.id, id), eq(attempt.accountId, accountId), isAway))
    .returning()
  return row ?? null
}

/** Changes where the seller of a started attempt authorizes. False if they have already come back from Amazon. */
export async function changeMarket(
  db: Transaction,
  id: string,
  { marketplaceId, partnerType }: Pick<typeof attempt.$inferSelect, 'marketplaceId' | 'partnerType'>,
): Promise<boolean> {
  const rows = await db
    .update(attempt)
    .set({ marketplaceId, partnerType })
    .where(and(eq(attempt.id, id), eq(attempt.status, 'started')))
    .returning({ id: attempt.id })
  return rows.length === 1
}

/** False if another process was first. */
export async function deleteArrival(db: Transaction, id: string): Promise<boolean> {
  const rows = await db
    .delete(attempt)
    .where(and(eq(attempt.id, id), eq(attempt.status, 'arrived')))
    .returning({ id: attempt.id })
  return rows.length === 1
}

export type AttemptStepRow = typeof attemptStep.$inferSelect

/** In a transaction, a failure rolls back only these rows: the transaction itself can continue. */
export async function insertSteps(
  db: Transaction | Autocommit,
  rows: readonly (typeof attemptStep.$inferInsert)[],
): Promise<void> {
  const insert = (of: Pick<Database, 'insert'>) => of.insert(attemptStep).values([...rows])
  await (isInTransaction(db) ? db.transaction(insert) : insert(db))
}

/** Oldest first. */
export async function listSteps(db: Database, attemptId: string): Promise<AttemptStepRow[]> {
  return db
    .select()
    .from(attemptStep)
    .where(eq(attemptStep.attemptId, attemptId))
    .orderBy(asc(attemptStep.id))
}

/**
 * Deletes attempts that never came back and began before then, with their timelines; `unclaimedBefore`: those that no
 * account claimed, which any stranger can start. At most `limit`, the oldest first.
 */
export async function deleteUnfinishedAttempts(
  db: Autocommit,
  { before, unclaimedBefore }: { readonly before: Date; readonly unclaimedBefore: Date },
  limit: number,
): Promise<void> {
  const isOld = or(
    lt(attempt.startedAt, before),
    and(isNull(attempt.accountId), lt(attempt.startedAt, unclaimedBefore)),
  )
  const old = db
    .select({ id: attempt.id })
    .from(attempt)
    .where(and(eq(attempt.status, 'failed'), eq(attempt.problem, 'not_finished'), isOld))
    .orderBy(attempt.startedAt)
    .limit(limit)
  await db.delete(attempt).where(inArray(attempt.id, old))
}

const inQuarantine = and(eq(attempt.status, 'quarantined'), isNotNull(attempt.grantSealed))

/** Whether it is still in quarantine. Locks it until the transaction ends. */
export async function lockQuarantined(db: Transaction, id: string): Promise<boolean> {
  const rows = await db
    .select({ id: attempt.id })
    .from(attempt)
    .where(and(eq(attempt.id, id), inQuarantine))
    .for('update')
  return rows.length === 1
}

/** Ended by then, newest first. */
export async function listQuarantined(
  db: Database,
  { endedBy, limit }: { readonly endedBy: Date; readonly limit: number },
): Promise<AttemptRow[]> {
  return db
    .select()
    .from(attempt)
    .where(and(inQuarantine, lte(attempt.endedAt, endedBy)))
    .orderBy(desc(attempt.endedAt))
    .limit(limit)
}

/** A refresh of a sealed grant has rotated its token. */
export async function storeRotatedGrant(db: Autocommit, id: string, grantSealed: string): Promise<void> {
  await db
    .update(attempt)
    .set({ grantSealed })
    .where(and(eq(attempt.id, id), inArray(attempt.status, ['exchanged', 'quarantined'])))
}

/** Tokens that have been waiting to be stored since before then, the oldest first. */
export async function listUnstored(
  db: Database,
  before: Date,
  limit: number,
): Promise<readonly AttemptRow[]> {
  return db
    .select()
    .from(attempt)
    .where(
      and(
        // For the index.
        isUnfinished,
        eq(attempt.status, 'exchanged'),
        lt(attempt.exchangedAt, before),
      ),
    )
    .orderBy(attempt.exchangedAt)
    .limit(limit)
}
