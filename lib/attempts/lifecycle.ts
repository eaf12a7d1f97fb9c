import type { AttemptStatus, AttemptStep } from '#drizzle/schema.ts'
import type { Action } from '../audit/actions.ts'
import type { ErrorCode } from '../errors.ts'
import type { Settings } from '../services.ts'
import type { AttemptRow } from '../store/attempts.ts'

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

export interface Transition {
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
  /** Has its own statement in `transition.ts`: `transition` doesn't apply it. */
  readonly by?: 'claim' | 'seal' | 'sweep'
}

/**
 * The lifecycle of an attempt: every way from one status to the next, with its deadline, its audit entry and its steps.
 */
export const transitions = {
  // A seller starts at our site, or an operator pastes a refresh token.
  start: { from: [], to: 'started', audit: 'attempt.started', steps: ['started', 'redirected'] },
  startSelf: { from: [], to: 'started', audit: 'attempt.started', steps: ['started'] },
  // Amazon sends a browser to the Login URI. Not audited: any stranger can arrive, and entries are permanent. An
  // arrival that continues another attempt is deleted (`continue`).
  arrive: { from: [], to: 'arrived', audit: null, steps: ['arrived'] },
  confirm: {
    from: ['arrived'],
    to: 'started',
    audit: 'attempt.started',
    steps: ['started', 'redirected'],
  },
  // Amazon leads a draft application's seller through the Login URI, where the attempt gets its second state.
  continue: {
    from: ['started'],
    to: 'started',
    audit: 'attempt.continued',
    steps: ['continued', 'redirected'],
    requires: 'first-hop',
  },

  // Amazon sends the seller back, with a code or without.
  receive: {
    from: ['started'],
    to: 'received',
    audit: 'attempt.received',
    steps: ['came-back', 'state-checked'],
    requires: 'valid-state',
  },
  decline: {
    from: ['started'],
    to: 'failed',
    audit: 'attempt.failed',
    steps: ['came-back', 'state-checked', 'failed'],
    requires: 'valid-state',
    problem: 'set',
  },

  // A process claims the attempt. Not audited: the audit log records how it ends.
  claim: { from: ['received', 'exchanging'], to: 'exchanging', audit: null, steps: [], by: 'claim' },
  resume: { from: ['exchanged'], to: 'exchanged', audit: null, steps: [], by: 'claim' },
  // Amazon sent no usable answer: the code is sent again while it is valid. Not audited: as above.
  retry: {
    from: ['exchanging'],
    to: 'received',
    audit: null,
    steps: ['waiting'],
    requires: 'claim',
    problem: 'set',
  },
  // LWA issued tokens, which are sealed no matter who holds the claim. Not audited: nothing may delay storing them.
  issue: {
    from: ['received', 'exchanging', 'exchanged', 'failed'],
    to: 'exchanged',
    audit: null,
    steps: ['exchanged'],
    by: 'seal',
  },
  fail: {
    from: ['exchanging'],
    to: 'failed',
    audit: 'attempt.failed',
    steps: ['failed'],
    requires: 'claim',
    problem: 'set',
  },

  // The tokens can't be stored yet. Not audited: it will be retried.
  postpone: {
    from: ['exchanged'],
    to: 'exchanged',
    audit: null,
    steps: ['waiting'],
    requires: 'claim',
    problem: 'set',
  },
  // The authorization has the audit entry for the stored grant.
  complete: {
    from: ['exchanged'],
    to: 'completed',
    audit: null,
    steps: ['stored'],
    requires: 'claim',
    problem: 'cleared',
  },
  completeSelf: { from: ['started'], to: 'completed', audit: null, steps: ['stored'], problem: 'cleared' },
  failSelf: {
    from: ['started'],
    to: 'failed',
    audit: 'attempt.failed',
    steps: ['failed'],
    problem: 'set',
  },
  // An imported refresh token works, but belongs to another seller than stated, or an existing record conflicts with
  // it. The same goes for a pasted token that LWA has rotated and that conflicts with a record.
  quarantineSelf: {
    from: ['started'],
    to: 'quarantined',
    audit: 'attempt.quarantined',
    steps: ['quarantined'],
    problem: 'set',
  },

  // The grant waits for an operator, who accepts or dismisses it, or for the end of its retention.
  quarantine: {
    from: ['exchanged'],
    to: 'quarantined',
    audit: 'attempt.quarantined',
    steps: ['quarantined'],
    requires: 'claim',
    problem: 'set',
  },
  accept: {
    from: ['quarantined'],
    to: 'completed',
    audit: 'attempt.accepted',
    steps: ['accepted', 'stored'],
    requires: 'kept-grant',
    problem: 'cleared',
  },
  dismiss: {
    from: ['quarantined'],
    to: 'failed',
    audit: 'attempt.dismissed',
    steps: ['dismissed'],
    requires: 'kept-grant',
  },
  destroy: {
    from: ['quarantined'],
    to: 'failed',
    audit: 'attempt.dismissed',
    steps: ['closed'],
    requires: 'kept-grant',
  },

  // Its deadline has passed. Not audited: it follows from the row, and one statement does it for thousands of rows.
  expire: {
    from: ['arrived', 'started', 'received', 'exchanging'],
    to: 'failed',
    audit: null,
    steps: ['closed'],
    problem: 'set',
    by: 'sweep',
  },
} as const satisfies Readonly<Record<string, Transition>>

export type TransitionName = keyof typeof transitions

export interface Deadline {
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
    leadsTo: 'expire',
    problem: 'code_expired',
  },
  exchanged: {
    since: ['exchangedAt', 'receivedAt'],
    afterMs: () => storeTimes.quarantineAfterMs,
    leadsTo: 'quarantine',
    problem: 'storing_failed',
  },
  quarantined: {
    since: ['endedAt'],
    afterMs: ({ keepQuarantineDays }) => keepQuarantineDays * dayMs,
    leadsTo: 'destroy',
    problem: null,
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
