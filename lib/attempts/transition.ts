import type { AttemptStatus, AttemptStep } from '#drizzle/schema.ts'
import type { PartnerType } from '../amazon/marketplaces.ts'
import type { Action } from '../audit/actions.ts'
import { recordAudit } from '../audit/record.ts'
import { type Context, requireScope, type Tx } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import type { ErrorCode } from '../errors.ts'
import { leases, whileRenewing } from '../leases.ts'
import type { Settings } from '../services.ts'
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
import { appendChange } from './append-change.ts'
import { recordSteps, type StepFacts } from './steps.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** How long a state and the browser binding of its attempt are valid. */
export const attemptLifeMs = 30 * minuteMs
/** How long Amazon accepts an authorization code, from the moment of the redirect. */
export const codeLifeMs = 5 * minuteMs
/** Longer than the holder of a claim tries to seal LWA's answer to the code: an hour. */
const exchangeMs = hourMs + 5 * minuteMs
/** Between two tries at storing tokens, doubling: about thirty tries in a day, after which an operator decides. */
export const storeTimes = {
  firstRetryMs: 20_000,
  longestRetryMs: hourMs,
  alertAfterMs: hourMs,
  quarantineAfterMs: dayMs,
} as const

interface Transition {
  /** Empty: the attempt begins with it. */
  readonly from: readonly AttemptStatus[]
  readonly to: AttemptStatus
  /** Null where the comment says why the audit log has no entry of its own. */
  readonly audit: Action | null
  /** Added to the timeline, in this order. */
  readonly steps: readonly AttemptStep[]
  /** Another condition that the row has to meet. */
  readonly requires?: 'valid-state' | 'first-hop' | 'claim' | 'kept-grant'
  /** `set`: the caller names a problem. `cleared`: the attempt succeeded after all. */
  readonly problem?: 'set' | 'cleared'
  /** Has its own statement below: `transition` doesn't apply it. */
  readonly by?: 'claim' | 'seal' | 'sweep'
}

/**
 * The lifecycle of an attempt: every way from one status to the next, with its deadline, its audit entry and its steps.
 */
export const transitions = {
  // A seller starts at our site, or an operator pastes a refresh token.
  start: { from: [], to: 'started', audit: 'attempt.started', steps: ['started', 'redirected'] },
  startSelf: { from: [], to: 'started', audit: 'attempt.started', steps: ['started'] },
  // Amazon sends a browser to the Log-in URI. Not audited: any stranger can arrive, and entries are permanent. An
  // arrival that continues another attempt is deleted (`continue`).
  arrive: { from: [], to: 'arrived', audit: null, steps: ['arrived'] },
  confirm: {
    ...{ from: ['arrived'], to: 'started', audit: 'attempt.started' },
    steps: ['started', 'redirected'],
  },
  // Amazon leads a draft application's seller through the Log-in URI, where the attempt gets its second state.
  continue: {
    ...{ from: ['started'], to: 'started', audit: 'attempt.continued' },
    ...{ steps: ['continued', 'redirected'], requires: 'first-hop' },
  },

  // Amazon sends the seller back, with a code or without.
  receive: {
    ...{ from: ['started'], to: 'received', audit: 'attempt.received' },
    ...{ steps: ['came-back', 'state-checked'], requires: 'valid-state' },
  },
  decline: {
    ...{ from: ['started'], to: 'failed', audit: 'attempt.failed' },
    ...{ steps: ['came-back', 'state-checked', 'failed'], requires: 'valid-state', problem: 'set' },
  },

  // A process claims the attempt. Not audited: the audit log records how it ends.
  claim: { from: ['received', 'exchanging'], to: 'exchanging', audit: null, steps: [], by: 'claim' },
  resume: { from: ['exchanged'], to: 'exchanged', audit: null, steps: [], by: 'claim' },
  // Amazon sent no usable answer: the code is sent again while it is valid. Not audited: as above.
  retry: {
    ...{ from: ['exchanging'], to: 'received', audit: null },
    ...{ steps: ['waiting'], requires: 'claim', problem: 'set' },
  },
  // LWA issued tokens, which are sealed no matter who holds the claim. Not audited: nothing may delay storing them.
  issue: {
    ...{ from: ['received', 'exchanging', 'exchanged', 'failed'], to: 'exchanged', audit: null },
    ...{ steps: ['exchanged'], by: 'seal' },
  },
  fail: {
    ...{ from: ['exchanging'], to: 'failed', audit: 'attempt.failed' },
    ...{ steps: ['failed'], requires: 'claim', problem: 'set' },
  },

  // The tokens can't be stored yet. Not audited: it will be retried.
  postpone: {
    ...{ from: ['exchanged'], to: 'exchanged', audit: null },
    ...{ steps: ['waiting'], requires: 'claim', problem: 'set' },
  },
  // The authorization has the audit entry for the stored grant.
  complete: {
    ...{ from: ['exchanged'], to: 'completed', audit: null },
    ...{ steps: ['stored'], requires: 'claim', problem: 'cleared' },
  },
  completeSelf: { from: ['started'], to: 'completed', audit: null, steps: ['stored'], problem: 'cleared' },
  failSelf: {
    ...{ from: ['started'], to: 'failed', audit: 'attempt.failed' },
    ...{ steps: ['failed'], problem: 'set' },
  },
  // An imported refresh token works, but belongs to another seller than stated, or an existing record conflicts with
  // it. The same goes for a pasted token that LWA has rotated and that conflicts with a record.
  quarantineSelf: {
    ...{ from: ['started'], to: 'quarantined', audit: 'attempt.quarantined' },
    ...{ steps: ['quarantined'], problem: 'set' },
  },

  // The grant waits for an operator, who accepts or dismisses it, or for the end of its retention.
  quarantine: {
    ...{ from: ['exchanged'], to: 'quarantined', audit: 'attempt.quarantined' },
    ...{ steps: ['quarantined'], requires: 'claim', problem: 'set' },
  },
  accept: {
    ...{ from: ['quarantined'], to: 'completed', audit: 'attempt.accepted' },
    ...{ steps: ['accepted', 'stored'], requires: 'kept-grant', problem: 'cleared' },
  },
  dismiss: {
    ...{ from: ['quarantined'], to: 'failed', audit: 'attempt.dismissed' },
    ...{ steps: ['dismissed'], requires: 'kept-grant' },
  },
  destroy: {
    ...{ from: ['quarantined'], to: 'failed', audit: 'attempt.dismissed' },
    ...{ steps: ['closed'], requires: 'kept-grant' },
  },

  // Its deadline has passed. Not audited: it follows from the row, and one statement does it for thousands of rows.
  expire: {
    ...{ from: ['arrived', 'started', 'received', 'exchanging'], to: 'failed', audit: null },
    ...{ steps: ['closed'], problem: 'set', by: 'sweep' },
  },
} as const satisfies Readonly<Record<string, Transition>>

export type TransitionName = keyof typeof transitions

interface Deadline {
  /** The deadline counts from the first of these that is set. */
  readonly since: readonly ('expiresAt' | 'codeExpiresAt' | 'exchangedAt' | 'receivedAt' | 'endedAt')[]
  readonly afterMs: (settings: Pick<Settings, 'keepQuarantineDays'>) => number
  /** The transition that the deadline triggers. */
  readonly leadsTo: TransitionName
  readonly problem: ErrorCode | null
}

const immediately = () => 0

/** How long an attempt can stay in each status. Null: for good. */
export const deadlines = {
  arrived: { since: ['expiresAt'], afterMs: immediately, leadsTo: 'expire', problem: 'not_finished' },
  started: { since: ['expiresAt'], afterMs: immediately, leadsTo: 'expire', problem: 'not_finished' },
  received: { since: ['codeExpiresAt'], afterMs: immediately, leadsTo: 'expire', problem: 'code_expired' },
  // Usually much sooner: a claim after the code has expired fails the attempt. This is for attempts that can't be
  // claimed.
  exchanging: {
    since: ['codeExpiresAt'],
    afterMs: () => exchangeMs,
    ...{ leadsTo: 'expire', problem: 'code_expired' },
  },
  exchanged: {
    since: ['exchangedAt', 'receivedAt'],
    afterMs: () => storeTimes.quarantineAfterMs,
    ...{ leadsTo: 'quarantine', problem: 'storing_failed' },
  },
  quarantined: {
    since: ['endedAt'],
    afterMs: ({ keepQuarantineDays }) => keepQuarantineDays * dayMs,
    ...{ leadsTo: 'destroy', problem: null },
  },
  completed: null,
  failed: null,
} as const satisfies Readonly<Record<AttemptStatus, Deadline | null>>

/** When the attempt leaves its status at the latest; null: never. */
export function deadlineOf(
  attempt: Pick<AttemptRow, 'status'> & Partial<Pick<AttemptRow, Deadline['since'][number]>>,
  settings: Pick<Settings, 'keepQuarantineDays'>,
): Date | null {
  const deadline: Deadline | null = deadlines[attempt.status]
  const since = deadline?.since.map((column) => attempt[column]).find((at) => at != null)
  if (deadline === null || since == null) return null
  return new Date(since.getTime() + deadline.afterMs(settings))
}

type Columns = Omit<Partial<Parameters<typeof insertAttempt>[1]>, 'status' | 'problem' | 'endedAt'>
type AuditDetails = NonNullable<Parameters<typeof recordAudit>[3]>

/** A transition that `transition` applies to an attempt that exists. */
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

/**
 * Moves an attempt along one row of the table, in the caller's transaction: its status with the dependent columns, the
 * audit entry, and the lines of its timeline. An attempt that ends keeps no secret and no claim. Null: the attempt
 * isn't in the state that the table requires, since another process was first; nothing was written.
 */
export async function transition<Name extends Move>(
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
  await appendChange(tx, row)
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
  await appendChange(tx, { ...attempt, status: to })
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
  return expireAttempts(autocommit(ctx.db), ctx.now(), overdue)
}
