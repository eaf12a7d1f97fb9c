import {
  and,
  asc,
  desc,
  eq,
  gt,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  ne,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import { attempt, attemptStep } from '#drizzle/schema.ts'
import { type Autocommit, type Database, isInTransaction, type Transaction } from '../database/pool.ts'
import { isRowId } from '../row-id.ts'

export type AttemptRow = typeof attempt.$inferSelect

export async function insertAttempt(db: Transaction, row: typeof attempt.$inferInsert): Promise<void> {
  await db.insert(attempt).values(row)
}

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
  const unfinished = inArray(attempt.status, ['received', 'exchanging', 'exchanged'])
  const rows = await db
    .select({ id: attempt.id })
    .from(attempt)
    .where(and(eq(attempt.accountId, accountId), unfinished))
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

/** Only while the seller hasn't come back from Amazon. Null if they have, or if the attempt isn't the account's. */
export async function fileConsentReport(
  db: Transaction,
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

/** Changes the row only while `still` holds. Null if another process was first. */
async function changeWhile(
  db: Transaction,
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

/** Assigns an arrived attempt to its account, with its first state. */
export async function startArrivedAttempt(
  db: Transaction,
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
  db: Transaction,
  id: string,
  place: Pick<typeof attempt.$inferInsert, 'marketplaceId' | 'partnerType'>,
): Promise<AttemptRow | null> {
  return changeWhile(db, id, eq(attempt.status, 'started'), place)
}

/**
 * Adds a second state, with what Amazon sent to the Log-in URI. Null if the attempt already has one, has ended or has
 * expired.
 */
export async function addSecondState(
  db: Transaction,
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

/** False if another process was first. */
export async function deleteArrival(db: Transaction, id: string): Promise<boolean> {
  const rows = await db
    .delete(attempt)
    .where(and(eq(attempt.id, id), eq(attempt.status, 'arrived')))
    .returning({ id: attempt.id })
  return rows.length === 1
}

/** Consumes the state. Of any number of redirects with the same state, one gets the row. */
export async function consumeState(
  db: Transaction,
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

/** Consumes the state of a seller who declined at Amazon. */
export async function consumeRefusedState(
  db: Transaction,
  id: string,
  change: Pick<typeof attempt.$inferInsert, 'redirectDigest' | 'problem' | 'failure'> & {
    endedAt: Date
  },
): Promise<AttemptRow | null> {
  return changeWhile(db, id, and(eq(attempt.status, 'started'), gt(attempt.stateExpiresAt, change.endedAt)), {
    ...change,
    receivedAt: change.endedAt,
    status: 'failed',
  })
}

/** Ends an attempt that needs no redirect. Null if it has already ended or expired. */
export async function endStartedAttempt(
  db: Transaction,
  id: string,
  change: Partial<typeof attempt.$inferInsert>,
): Promise<AttemptRow | null> {
  return changeWhile(db, id, eq(attempt.status, 'started'), change)
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
 * Ends attempts that never came back and codes that couldn't be exchanged, and adds that to their timelines, in one
 * statement. Returns how many.
 */
export async function closeOverdueAttempts(db: Autocommit, now: Date): Promise<number> {
  const ended = db
    .update(attempt)
    .set({
      status: 'failed',
      endedAt: now,
      problem:
        sql`case when ${attempt.status} in ('arrived', 'started') then 'not_finished' else 'code_expired' end` as never,
      codeSealed: null,
      amazonState: null,
    })
    .where(
      or(
        and(inArray(attempt.status, ['arrived', 'started']), lt(attempt.expiresAt, now)),
        and(eq(attempt.status, 'received'), lt(attempt.codeExpiresAt, now)),
      ),
    )
    .returning({ id: attempt.id, problem: attempt.problem })
  const steps = await db.execute(sql`
    with ended as ${ended}
    insert into attempt_step (attempt_id, happened_at, step, problem)
    select id, ${now.toISOString()}::timestamptz, 'closed', problem from ended`)
  return steps.count
}

/**
 * Deletes attempts that started before `before` and never came back, with their timelines. Attempts that no account
 * claimed, which any stranger can start, are deleted by `ofNobodyBefore`. At most `limit`, oldest first.
 */
export async function deleteUnfinishedAttempts(
  db: Autocommit,
  { before, ofNobodyBefore }: { readonly before: Date; readonly ofNobodyBefore: Date },
  limit: number,
): Promise<void> {
  const isOld = or(
    lt(attempt.startedAt, before),
    and(isNull(attempt.accountId), lt(attempt.startedAt, ofNobodyBefore)),
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

/** Whether it is still in quarantine. Until the transaction ends, nobody else can decide on it. */
export async function lockQuarantined(db: Transaction, id: string): Promise<boolean> {
  const rows = await db
    .select({ id: attempt.id })
    .from(attempt)
    .where(and(eq(attempt.id, id), inQuarantine))
    .for('update')
  return rows.length === 1
}

/** Takes a grant out of quarantine. Of any number of operators, one gets the row. */
export async function leaveQuarantine(
  db: Transaction,
  id: string,
  change: Partial<typeof attempt.$inferInsert>,
): Promise<AttemptRow | null> {
  const [row] = await db
    .update(attempt)
    .set({ ...change, grantSealed: null })
    .where(and(eq(attempt.id, id), inQuarantine))
    .returning()
  return row ?? null
}

/** Those that ended by `endedBy`, newest first. */
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
