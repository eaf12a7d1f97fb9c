import { and, desc, eq, gt, inArray, isNull, ne, or, type SQL } from 'drizzle-orm'
import { attempt } from '#drizzle/schema.ts'
import { isRowId } from '../row-id.ts'
import type { Database } from './client.ts'

export type AttemptRow = typeof attempt.$inferSelect

export async function insertAttempt(db: Database, row: typeof attempt.$inferInsert): Promise<void> {
  await db.insert(attempt).values(row)
}

export async function findAttempt(db: Database, id: string): Promise<AttemptRow | null> {
  if (!isRowId(id)) return null
  const [row] = await db.select().from(attempt).where(eq(attempt.id, id))
  return row ?? null
}

/** Either state of an attempt finds it. */
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

/** Whether Amazon has sent one of the account's sellers back, and the authorization isn't stored yet. */
export async function hasUnfinishedAttempt(db: Database, accountId: string): Promise<boolean> {
  const unfinished = inArray(attempt.status, ['received', 'exchanging', 'exchanged'])
  const rows = await db
    .select({ id: attempt.id })
    .from(attempt)
    .where(and(eq(attempt.accountId, accountId), unfinished))
    .limit(1)
  return rows.length > 0
}

/** The account's newest attempt that leads through Amazon's consent. */
export async function findNewestAttempt(db: Database, accountId: string): Promise<AttemptRow | null> {
  const [row] = await db
    .select()
    .from(attempt)
    .where(and(eq(attempt.accountId, accountId), ne(attempt.workflow, 'self')))
    .orderBy(desc(attempt.startedAt))
    .limit(1)
  return row ?? null
}

/** Only while nothing has come back for it. Null: something has, or it isn't the account's. */
export async function fileConsentReport(
  db: Database,
  id: string,
  accountId: string,
  consentReport: string,
): Promise<AttemptRow | null> {
  const isUnfinished = or(
    eq(attempt.status, 'started'),
    and(eq(attempt.status, 'failed'), eq(attempt.problem, 'not_finished')),
  )
  return changeWhile(db, id, and(eq(attempt.accountId, accountId), isUnfinished), { consentReport })
}

/** Changes the row only while `still` holds. Null means that somebody else was first. */
async function changeWhile(
  db: Database,
  id: string,
  still: SQL | undefined,
  change: Partial<typeof attempt.$inferInsert>,
): Promise<AttemptRow | null> {
  const [row] = await db
    .update(attempt)
    .set(change)
    .where(and(eq(attempt.id, id), still))
    .returning()
  return row ?? null
}

/** Gives an arrived attempt its owner and its first state. */
export async function startArrivedAttempt(
  db: Database,
  id: string,
  change: Pick<
    typeof attempt.$inferInsert,
    | 'accountId'
    | 'personId'
    | 'stateDigest'
    | 'stateExpiresAt'
    | 'expiresAt'
    | 'marketplaceId'
    | 'partnerType'
    | 'connectLinkId'
    | 'authorizationId'
    | 'returnTo'
  >,
): Promise<AttemptRow | null> {
  return changeWhile(db, id, eq(attempt.status, 'arrived'), { ...change, status: 'started' })
}

/** Null: nobody is on the way to Amazon with it any more. */
export async function changePlaceOfAttempt(
  db: Database,
  id: string,
  place: Pick<typeof attempt.$inferInsert, 'marketplaceId' | 'partnerType'>,
): Promise<AttemptRow | null> {
  return changeWhile(db, id, eq(attempt.status, 'started'), place)
}

/**
 * Adds a second state, with what Amazon sent to the Log-in URI on the way. Null when the attempt has one already, has
 * ended or has expired.
 */
export async function addSecondState(
  db: Database,
  id: string,
  now: Date,
  change: {
    readonly secondStateDigest: string
    readonly amazonCallbackUri: string
    readonly amazonState: string
    readonly announcedSellingPartnerId: string
  },
): Promise<AttemptRow | null> {
  const hasNone = and(
    eq(attempt.status, 'started'),
    isNull(attempt.secondStateDigest),
    gt(attempt.stateExpiresAt, now),
  )
  return changeWhile(db, id, hasNone, change)
}

/** False when somebody else was first. */
export async function deleteArrival(db: Database, id: string): Promise<boolean> {
  const rows = await db
    .delete(attempt)
    .where(and(eq(attempt.id, id), eq(attempt.status, 'arrived')))
    .returning({ id: attempt.id })
  return rows.length === 1
}

/** Consumes the state: of any number of redirects with it, one gets the row. */
export async function consumeState(
  db: Database,
  id: string,
  change: Pick<
    typeof attempt.$inferInsert,
    | 'redirectDigest'
    | 'sellingPartnerId'
    | 'codeSealed'
    | 'codeExpiresAt'
    | 'receivedAt'
    | 'retryAt'
    | 'unknownParameters'
    | 'amazonCallbackUri'
    | 'amazonState'
    | 'announcedSellingPartnerId'
  > & { receivedAt: Date },
): Promise<AttemptRow | null> {
  return changeWhile(
    db,
    id,
    and(eq(attempt.status, 'started'), gt(attempt.stateExpiresAt, change.receivedAt)),
    {
      ...change,
      status: 'received',
    },
  )
}

/** Refused at Amazon: the state is spent, too. */
export async function consumeRefusedState(
  db: Database,
  id: string,
  change: Pick<typeof attempt.$inferInsert, 'redirectDigest' | 'problem' | 'problemDetail'> & {
    endedAt: Date
  },
): Promise<AttemptRow | null> {
  return changeWhile(db, id, and(eq(attempt.status, 'started'), gt(attempt.stateExpiresAt, change.endedAt)), {
    ...change,
    receivedAt: change.endedAt,
    status: 'failed',
  })
}

/** Ends an attempt that needs no redirect. Null: it is over, or its time was. */
export async function endStartedAttempt(
  db: Database,
  id: string,
  change: Partial<typeof attempt.$inferInsert>,
): Promise<AttemptRow | null> {
  return changeWhile(db, id, eq(attempt.status, 'started'), change)
}
