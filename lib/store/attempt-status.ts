import {
  and,
  eq,
  getTableColumns,
  gt,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import { attempt } from '#drizzle/schema.ts'
import type { Autocommit, Transaction } from '../database/pool.ts'
import { type AttemptRow, isUnfinished } from './attempts.ts'

/** The conditions that an attempt has to meet to change its status. */
export interface Guard {
  readonly from: readonly AttemptRow['status'][]
  /** It is held by this claim. */
  readonly claimId?: string
  /** Its state is still valid at this time. */
  readonly stateValidAt?: Date
  /** It has no second state yet. */
  readonly hasOneState?: boolean
  /** Its grant is still sealed in the row. */
  readonly keepsGrant?: boolean
}

export async function insertAttempt(db: Transaction, row: typeof attempt.$inferInsert): Promise<void> {
  await db.insert(attempt).values(row)
}

/** Changes an attempt while the guard holds. Among concurrent callers, one gets the row and the others null. */
export async function moveAttempt(
  db: Transaction,
  id: string,
  { from, claimId, stateValidAt, hasOneState = false, keepsGrant = false }: Guard,
  change: Partial<typeof attempt.$inferInsert>,
): Promise<AttemptRow | null> {
  const [row] = await db
    .update(attempt)
    .set(change)
    .where(
      and(
        eq(attempt.id, id),
        inArray(attempt.status, [...from]),
        claimId === undefined ? undefined : eq(attempt.claimId, claimId),
        stateValidAt === undefined ? undefined : gt(attempt.stateExpiresAt, stateValidAt),
        hasOneState ? isNull(attempt.secondStateDigest) : undefined,
        keepsGrant ? isNotNull(attempt.grantSealed) : undefined,
      ),
    )
    .returning()
  return row ?? null
}

/** The right to work on an attempt, until it expires unrenewed. */
export interface NewClaim {
  readonly claimId: string
  /** How long the claim lasts from now, or from its last renewal. */
  readonly lastsMs: number
}

export interface ClaimTimes extends NewClaim {
  readonly now: Date
  /** How long to wait after the first attempt to store the tokens; each wait is twice as long as the previous one. */
  readonly firstStoreRetryMs: number
  readonly longestStoreRetryMs: number
}

/** By the database's own clock: processes may disagree about the time. */
const isUnclaimed = or(isNull(attempt.claimedUntil), lt(attempt.claimedUntil, sql`clock_timestamp()`))
const isDueBy = (now: Date) => or(isNull(attempt.retryAt), lte(attempt.retryAt, now))
const fromNow = (ms: number) => sql`clock_timestamp() + make_interval(secs => ${ms / 1_000}::float8)`

/**
 * Every claim of an exchanged attempt counts as a try at storing it and schedules the next try before anything can go
 * wrong, so that a row which crashes its worker is also retried less and less often. An abandoned exchange counts as a
 * code that may have been sent. The right-hand sides see the row before the update.
 */
function claimedBy({ claimId, lastsMs, now, firstStoreRetryMs, longestStoreRetryMs }: ClaimTimes) {
  const delaySeconds = sql`least(
    ${longestStoreRetryMs / 1_000}::float8,
    ${firstStoreRetryMs / 1_000}::float8 * 2 ^ least(${attempt.storeTries}, 30)
  )`
  const retryAt = sql`${now.toISOString()}::timestamptz + make_interval(secs => ${delaySeconds})`
  const whenExchanged = (then: SQL, otherwise: SQL) =>
    sql`case when ${attempt.status} = 'exchanged' then ${then} else ${otherwise} end` as never
  return {
    claimId,
    claimedUntil: fromNow(lastsMs) as never,
    status: whenExchanged(sql`'exchanged'`, sql`'exchanging'`),
    retryAt: whenExchanged(retryAt, sql`${attempt.retryAt}`),
    storeTries: whenExchanged(sql`${attempt.storeTries} + 1`, sql`${attempt.storeTries}`),
    uncertainSends:
      sql`${attempt.uncertainSends} + case when ${attempt.status} = 'exchanging' then 1 else 0 end` as never,
  }
}

/**
 * Claims one attempt for a caller who is waiting for it: a code is exchanged immediately, while tokens that couldn't be
 * stored wait for their next try. Null if another process has the claim, or if there is nothing to do yet.
 */
export async function claimAttempt(
  db: Autocommit,
  id: string,
  times: ClaimTimes,
): Promise<AttemptRow | null> {
  const isReady = or(inArray(attempt.status, ['received', 'exchanging']), isDueBy(times.now))
  const [row] = await db
    .update(attempt)
    .set(claimedBy(times))
    .where(and(eq(attempt.id, id), isUnfinished, isUnclaimed, isReady))
    .returning()
  return row ?? null
}

/** Claims due attempts without a claim, the longest overdue first, each for one caller. */
export async function claimDueAttempts(
  db: Autocommit,
  times: ClaimTimes,
  limit: number,
): Promise<readonly AttemptRow[]> {
  const due = db.$with('due').as(
    db
      .select({ id: attempt.id })
      .from(attempt)
      .where(and(isUnfinished, isUnclaimed, isDueBy(times.now)))
      .orderBy(attempt.retryAt)
      .limit(limit)
      .for('update', { skipLocked: true }),
  )
  return db
    .with(due)
    .update(attempt)
    .set(claimedBy(times))
    .from(due)
    .where(eq(attempt.id, due.id))
    .returning(getTableColumns(attempt))
}

/** False if another process has the claim by now, or if the attempt has ended. */
export async function renewClaim(
  db: Autocommit,
  id: string,
  { claimId, lastsMs }: NewClaim,
): Promise<boolean> {
  const rows = await db
    .update(attempt)
    .set({ claimedUntil: fromNow(lastsMs) as never })
    .where(and(eq(attempt.id, id), eq(attempt.claimId, claimId), isUnfinished))
    .returning({ id: attempt.id })
  return rows.length === 1
}

/** The grant that LWA issued for a code. */
export interface IssuedGrant extends Pick<AttemptRow, 'amazonRequestId' | 'retryAt'> {
  readonly grantSealed: string
  readonly exchangedAt: Date
}

/**
 * Stores the sealed tokens of a code and moves the attempt to `exchanged`, in one statement. The claim may have been
 * lost meanwhile, and another process may have given the code up: tokens that LWA issued are stored regardless, and
 * their writer gets the claim. Null if newer tokens are already stored.
 */
export async function storeIssuedGrant(
  db: Autocommit,
  id: string,
  { claimId, lastsMs }: NewClaim,
  issued: IssuedGrant,
): Promise<AttemptRow | null> {
  const isOlder = or(eq(attempt.claimId, claimId), lt(attempt.exchangedAt, issued.exchangedAt))
  const [row] = await db
    .update(attempt)
    .set({
      ...issued,
      status: 'exchanged',
      storeTries: 1,
      codeSealed: null,
      endedAt: null,
      problem: null,
      failure: null,
      claimId,
      claimedUntil: fromNow(lastsMs) as never,
    })
    .where(
      and(
        eq(attempt.id, id),
        or(
          inArray(attempt.status, ['received', 'exchanging', 'failed']),
          and(eq(attempt.status, 'exchanged'), isOlder),
        ),
      ),
    )
    .returning()
  return row ?? null
}

/** Attempts of one status whose deadline has passed. */
export interface Overdue {
  readonly status: AttemptRow['status']
  readonly column: 'expiresAt' | 'codeExpiresAt'
  readonly before: Date
  readonly problem: string
}

type Expired = Pick<
  AttemptRow,
  'id' | 'accountId' | 'applicationId' | 'authorizationId' | 'sellingPartnerId' | 'problem'
>

/**
 * Fails every attempt whose deadline has passed, destroys its code, and adds that to its timeline, in one statement.
 * Returns them.
 */
export async function expireAttempts(
  db: Transaction,
  now: Date,
  overdue: readonly Overdue[],
): Promise<readonly Expired[]> {
  const whens = overdue.map(({ status, problem }) => sql`when ${status}::text then ${problem}::text`)
  const ended = db
    .update(attempt)
    .set({
      status: 'failed',
      endedAt: now,
      problem: sql`case ${attempt.status} ${sql.join(whens, sql` `)} end` as never,
      codeSealed: null,
      amazonState: null,
      claimId: null,
      claimedUntil: null,
    })
    .where(
      or(
        ...overdue.map(({ status, column, before }) =>
          and(eq(attempt.status, status), lt(attempt[column], before)),
        ),
      ),
    )
    .returning({
      id: attempt.id,
      accountId: attempt.accountId,
      applicationId: attempt.applicationId,
      authorizationId: attempt.authorizationId,
      sellingPartnerId: attempt.sellingPartnerId,
      problem: attempt.problem,
    })
  return db.execute<Expired & Record<string, unknown>>(sql`
    with ended as ${ended}, lines as (
      insert into attempt_step (attempt_id, happened_at, step, problem)
      select id, ${now.toISOString()}::timestamptz, 'closed', problem from ended
    )
    select id, account_id as "accountId", application_id as "applicationId", authorization_id as "authorizationId",
      selling_partner_id as "sellingPartnerId", problem
    from ended`)
}
