import type { AttemptStatus, AttemptStep } from '#drizzle/schema.ts'
import type { PartnerType } from '../amazon/marketplaces.ts'
import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope, type Tx } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import { AppError, type ErrorCode } from '../errors.ts'
import { leases, whileRenewing } from '../leases.ts'
import {
  claimAttempt,
  claimDueAttempts,
  expireAttempts,
  insertAttempt,
  moveAttempt,
  renewClaim,
  storeIssuedGrant,
} from '../store/attempt-status.ts'
import type { AttemptRow } from '../store/attempts.ts'
import { newId } from '../vault/random.ts'
import { appendChanges } from './append-change.ts'
import {
  type Deadline,
  deadlines,
  storeTimes,
  type Transition,
  type TransitionName,
  transitions,
} from './lifecycle.ts'
import { recordSteps, type StepFacts } from './steps.ts'

type Columns = Omit<Partial<Parameters<typeof insertAttempt>[1]>, 'status' | 'problem' | 'endedAt'>
type AuditDetails = NonNullable<Parameters<typeof recordAudit>[3]>

/** A transition of an attempt that exists. */
export type Move = {
  [Name in TransitionName]: (typeof transitions)[Name] extends
    | { readonly by: string }
    | { readonly from: readonly [] }
    ? never
    : Name
}[TransitionName]

/** The facts that a transition needs besides the table. */
export type Facts<Name extends TransitionName> = {
  /** Columns to set, besides those that follow from the table. */
  readonly set?: Columns
  /** Details for the lines of the timeline. */
  readonly steps?: Partial<Record<(typeof transitions)[Name]['steps'][number], StepFacts>>
} & ((typeof transitions)[Name] extends { readonly problem: 'set' }
  ? { readonly problem: ErrorCode }
  : unknown) &
  ((typeof transitions)[Name]['audit'] extends null
    ? unknown
    : { /** Of the audit entry. */ readonly details: AuditDetails })

const lostBrand = Symbol.for('gatehouse.lost-attempt')

/** Another process moved the attempt first, or has claimed it: its outcome counts, and this transaction rolls back. */
export class LostAttempt extends AppError {
  readonly [lostBrand] = true

  constructor(attemptId: string) {
    super('authorization_changed', { attemptId })
  }
}

/** By brand, because `lib/` exists in several copies. */
export function isLostAttempt(error: unknown): error is LostAttempt {
  return typeof error === 'object' && error !== null && lostBrand in error
}

/** Like `tryTransition`, for callers whose transaction is void when another process was first: throws `LostAttempt`. */
export async function transition<Name extends Move>(
  tx: Tx,
  attempt: Pick<AttemptRow, 'id' | 'claimId'>,
  name: Name,
  facts: Facts<Name>,
): Promise<AttemptRow> {
  const row = await tryTransition(tx, attempt, name, facts)
  if (row === null) throw new LostAttempt(attempt.id)
  return row
}

/**
 * Moves an attempt along one row of the table, in the caller's transaction: its status with the dependent columns, the
 * audit entry, and the lines of its timeline. An attempt that ends keeps no secret and no claim. Null: the attempt
 * isn't in the state that the table requires, since another process was first; nothing was written.
 */
export async function tryTransition<Name extends Move>(
  tx: Tx,
  attempt: Pick<AttemptRow, 'id' | 'claimId'>,
  name: Name,
  facts: Facts<Name>,
): Promise<AttemptRow | null> {
  const { from, to, audit, steps, requires, problem }: Transition = transitions[name]
  const cause = 'problem' in facts ? { problem: facts.problem as ErrorCode } : {}
  const isFinal = deadlines[to] === null
  const isEnd = !from.includes('quarantined') && (isFinal || to === 'quarantined')
  const row = await moveAttempt(tx.db, attempt.id, guardOf(tx, attempt, transitions[name]), {
    ...facts.set,
    status: to,
    ...cause,
    ...(problem === 'cleared' && { problem: null, failure: null }),
    ...(isEnd && { endedAt: tx.now() }),
    ...(isFinal && { codeSealed: null, grantSealed: null }),
    ...(requires === 'claim' && { claimId: null, claimedUntil: null }),
  })
  if (row === null) return null
  await appendChanges(tx, [row])
  if (audit !== null) {
    const details = 'details' in facts ? (facts.details as AuditDetails) : {}
    const target = { kind: 'attempt', id: row.id, accountId: row.accountId } as const
    await recordAudit(tx, audit, target, { ...cause, ...details })
  }
  await recordLines(tx, row.id, steps, facts.steps as Lines | undefined, cause)
  return row
}

function guardOf(
  tx: Tx,
  { claimId }: Pick<AttemptRow, 'claimId'>,
  { from, requires }: Transition,
): Parameters<typeof moveAttempt>[2] {
  switch (requires) {
    case 'valid-state':
      return { from, stateValidAt: tx.now() }
    case 'first-hop':
      return { from, stateValidAt: tx.now(), hasOneState: true }
    case 'claim':
      // Without a claim, no row may match, as with an empty list of statuses.
      return claimId === null ? { from: [] } : { from, claimId }
    case 'kept-grant':
      return { from, keepsGrant: true }
    default:
      return { from }
  }
}

type Lines = Partial<Record<AttemptStep, StepFacts>>

/** The last line names the problem. */
async function recordLines(
  tx: Tx,
  attemptId: string,
  steps: readonly AttemptStep[],
  lines: Lines = {},
  cause: Pick<StepFacts, 'problem'> = {},
): Promise<void> {
  await recordSteps(
    tx,
    attemptId,
    steps.map((step, index) => ({ ...lines[step], ...(index === steps.length - 1 && cause), step })),
  )
}

/** Begins an attempt, in the caller's transaction. Its status follows from the table. */
export async function startAttempt<Name extends 'start' | 'startSelf' | 'arrive'>(
  tx: Tx,
  name: Name,
  attempt: Omit<Parameters<typeof insertAttempt>[1], 'status'>,
  lines?: Facts<Name>['steps'],
): Promise<void> {
  const { to, audit, steps }: Transition = transitions[name]
  const { id, workflow, marketplaceId = null, authorizationId = null } = attempt
  await insertAttempt(tx.db, { ...attempt, status: to })
  await appendChanges(tx, [{ ...attempt, status: to }])
  if (audit !== null) {
    await recordAudit(tx, audit, { kind: 'attempt', id }, { workflow, marketplaceId, authorizationId })
  }
  await recordLines(tx, id, steps, lines as Lines | undefined)
}

/** A claimed attempt, with everything that its authorization needs. */
export interface ClaimedAttempt extends AttemptRow {
  readonly accountId: string
  readonly sellingPartnerId: string
  readonly partnerType: PartnerType
  readonly claimId: string
}

/** Null: another process works on the attempt, or there is nothing to do yet. */
export async function claimOne(ctx: Context, attemptId: string): Promise<ClaimedAttempt | null> {
  requireScope(ctx, 'authorizations:complete')
  const row = await claimAttempt(autocommit(ctx.db), attemptId, newClaim(ctx))
  return row && toClaimed(ctx, row)
}

/** For workers: attempts without an active process, such as those of a process that died. At most `limit`. */
export async function claimDue(ctx: Context, limit: number): Promise<readonly ClaimedAttempt[]> {
  requireScope(ctx, 'authorizations:complete')
  const rows = await claimDueAttempts(autocommit(ctx.db), newClaim(ctx), limit)
  return rows.flatMap((row) => toClaimed(ctx, row) ?? [])
}

function newClaim(ctx: Context) {
  return {
    claimId: newId(),
    lastsMs: leases.attempt.lastsMs,
    now: ctx.now(),
    firstStoreRetryMs: storeTimes.firstRetryMs,
    longestStoreRetryMs: storeTimes.longestRetryMs,
  }
}

/** An attempt that lacks facts that every attempt has by then must not hold up the others: null. */
function toClaimed(ctx: Context, row: AttemptRow): ClaimedAttempt | null {
  const { id, accountId, sellingPartnerId, partnerType, claimId } = row
  if (accountId !== null && sellingPartnerId !== null && partnerType !== null && claimId !== null)
    return { ...row, accountId, sellingPartnerId, partnerType, claimId }
  ctx.log.error({ attemptId: id }, 'attempt without an account or a selling partner')
  return null
}

/** Renews the claim for as long as `work` takes. */
export function whileClaimed<T>(
  ctx: Context,
  { id, claimId }: ClaimedAttempt,
  work: () => Promise<T>,
): Promise<T> {
  const { lastsMs, renewEveryMs } = leases.attempt
  return whileRenewing(work, {
    renew: () => renewClaim(autocommit(ctx.db), id, { claimId, lastsMs }),
    everyMs: renewEveryMs,
    report: (error) => ctx.log.warn({ error, attemptId: id }, 'claim not renewed'),
  })
}

/**
 * Seals LWA's answer to a code: `issue`, in one statement. These tokens exist nowhere else, so nothing is written
 * before them and nothing with them. Null: newer tokens of the same code are stored.
 */
export async function sealIssuedGrant(
  ctx: Context,
  attempt: ClaimedAttempt,
  issued: Pick<AttemptRow, 'amazonRequestId'> & { readonly grantSealed: string; readonly exchangedAt: Date },
): Promise<ClaimedAttempt | null> {
  const { id, claimId } = attempt
  const retryAt = new Date(issued.exchangedAt.getTime() + storeTimes.firstRetryMs)
  const claim = { claimId, lastsMs: leases.attempt.lastsMs }
  const row = await storeIssuedGrant(autocommit(ctx.db), id, claim, { ...issued, retryAt })
  return row && ({ ...attempt, ...row, claimId } as ClaimedAttempt)
}

/** Fails every attempt whose deadline leads to `expire`. Returns how many. */
export async function expireOverdue(ctx: Context): Promise<number> {
  const nowMs = ctx.now().getTime()
  const overdue = (Object.keys(deadlines) as AttemptStatus[]).flatMap((status) => {
    const deadline: Deadline | null = deadlines[status]
    const column = deadline?.since[0]
    if (deadline?.leadsTo !== 'expire' || (column !== 'expiresAt' && column !== 'codeExpiresAt')) return []
    const before = new Date(nowMs - deadline.afterMs(ctx.settings))
    return [{ status, column, before, problem: deadline.problem ?? '' } as const]
  })
  return inTransaction(ctx, async (tx) => {
    const expired = await expireAttempts(tx.db, tx.now(), overdue)
    await appendChanges(
      tx,
      expired.map((attempt) => ({ ...attempt, status: transitions.expire.to })),
    )
    return expired.length
  })
}
