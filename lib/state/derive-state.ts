import type { Flag, Health } from '#drizzle/schema.ts'
import { announceRetryingAfterMs } from '../policy.ts'
import { activeHealths, attentionLevels } from '../status-groups.ts'
import type { ApplicationRow } from '../store/applications.ts'
import type { AuthorizationRow } from '../store/authorizations.ts'
import { isConsideredRevoked } from './revocation-policy.ts'

export type { Flag, Health }

/** The health that people see: `blocked` is added when the row is read, so that refused credentials rewrite no row. */
export type DisplayedHealth = Health | 'blocked'

/** Every one of them: a type with a new value doesn't compile until it is here, too. */
export const displayedHealths = Object.keys({
  working: true,
  retrying: true,
  reauthorization_needed: true,
  blocked: true,
  paused: true,
  disconnected: true,
} satisfies Record<DisplayedHealth, true>) as DisplayedHealth[]

export const everyFlag = Object.keys({
  renewal_due: true,
  renewal_overdue: true,
  roles_missing: true,
  details_missing: true,
  listings_suspended: true,
} satisfies Record<Flag, true>) as Flag[]

/** Facts recorded from real answers, from which the state is derived. */
export type StateFacts = Pick<
  AuthorizationRow,
  | 'disconnectedAt'
  | 'pausedAt'
  | 'workflow'
  | 'renewedAt'
  | 'lastRefreshAt'
  | 'lastRefreshProblem'
  | 'failingSince'
  | 'invalidGrants'
  | 'firstInvalidGrantAt'
  | 'lastInvalidGrantAt'
  | 'participationsProblem'
> & {
  readonly hasSuspendedListings: boolean
  /** An open incident explains its failure: then no seller is held responsible, and nothing is announced. */
  readonly isExplained: boolean
}

/** The settings of its application that matter. Its incidents don't: they change no row. */
export type ApplicationFacts = Pick<
  ApplicationRow,
  'roleAddedAt' | 'renewalTermDays' | 'renewalDueDays' | 'retiredAt'
>

export interface DerivedState {
  readonly health: Health
  /** The problem of the last refresh, as a code. Null while tokens work. */
  readonly cause: string | null
  readonly since: Date
  /** In the order of the schema's list. */
  readonly flags: readonly Flag[]
  /** False for failures that may be temporary: they are shown, but not announced. */
  readonly isConfirmed: boolean
  /** The lowest number needs attention first. */
  readonly attention: number
  /** When Amazon's term ends; null without a term, or with nothing to renew. */
  readonly renewsBy: Date | null
  /** When time alone changes any of this; null: never. */
  readonly nextChangeAt: Date | null
}

const dayMs = 86_400_000

/**
 * The state of an authorization, from its own facts. `settleState` stores it; tests compare the stored state with this
 * function.
 */
export function deriveState(facts: StateFacts, application: ApplicationFacts, now: Date): DerivedState {
  const own = deriveHealth(facts, now)
  const { flags, changesAt } = deriveFlags(facts, application, now)
  const changes = [own.changesAt, ...changesAt].filter((time) => time !== null && time > now) as Date[]
  return {
    health: own.health,
    cause: own.cause,
    since: own.since,
    isConfirmed: own.isConfirmed,
    flags,
    attention: attentionOf(own.health, flags),
    renewsBy: own.health === 'disconnected' ? null : renewsBy(facts, application),
    nextChangeAt: changes.reduce<Date | null>(
      (first, time) => (first === null || time < first ? time : first),
      null,
    ),
  }
}

type OwnHealth = Pick<DerivedState, 'health' | 'cause' | 'since' | 'isConfirmed'> & {
  readonly changesAt: Date | null
}

function deriveHealth(facts: StateFacts, now: Date): OwnHealth {
  const lasting = { cause: null, isConfirmed: true, changesAt: null }
  if (facts.disconnectedAt !== null) {
    return { ...lasting, health: 'disconnected', since: facts.disconnectedAt }
  }
  if (facts.pausedAt !== null) return { ...lasting, health: 'paused', since: facts.pausedAt }
  const cause = facts.lastRefreshProblem
  if (cause === null) return { ...lasting, health: 'working', since: facts.renewedAt }
  const since = facts.failingSince ?? facts.firstInvalidGrantAt ?? facts.lastRefreshAt ?? facts.renewedAt
  if (facts.isExplained) return { health: 'retrying', cause, since, isConfirmed: false, changesAt: null }
  if (isConsideredRevoked(facts)) {
    return { ...lasting, health: 'reauthorization_needed', cause, since }
  }
  const announcedAt = new Date(since.getTime() + announceRetryingAfterMs)
  return { health: 'retrying', cause, since, isConfirmed: announcedAt <= now, changesAt: announcedAt }
}

/** Answers of Amazon's that don't change without action. Others are temporary, and checked again the next day. */
const lastingProblems: readonly (string | null)[] = ['refused', 'none']

function deriveFlags(
  facts: StateFacts,
  application: ApplicationFacts,
  now: Date,
): { readonly flags: readonly Flag[]; readonly changesAt: readonly (Date | null)[] } {
  if (facts.disconnectedAt !== null) return { flags: [], changesAt: [] }
  const flags: Flag[] = []
  const end = renewsBy(facts, application)
  const dueAt = end === null ? null : new Date(end.getTime() - application.renewalDueDays * dayMs)
  if (end !== null && dueAt !== null) {
    if (end <= now) flags.push('renewal_overdue')
    else if (dueAt <= now) flags.push('renewal_due')
  }
  const { roleAddedAt, retiredAt } = application
  if (roleAddedAt !== null && retiredAt === null && roleAddedAt > facts.renewedAt) flags.push('roles_missing')
  if (lastingProblems.includes(facts.participationsProblem)) flags.push('details_missing')
  if (facts.hasSuspendedListings) flags.push('listings_suspended')
  return { flags, changesAt: [dueAt, end] }
}

function attentionOf(health: Health, flags: readonly Flag[]): number {
  switch (health) {
    case 'reauthorization_needed':
      return attentionLevels.reauthorizationNeeded
    case 'retrying':
      return attentionLevels.retrying
    case 'paused':
      return attentionLevels.paused
    case 'disconnected':
      return attentionLevels.disconnected
    case 'working':
      if (flags.includes('renewal_overdue') || flags.includes('roles_missing'))
        return attentionLevels.renewalOverdue
      if (flags.includes('renewal_due')) return attentionLevels.renewalDue
      return flags.length > 0 ? attentionLevels.otherFlag : attentionLevels.working
  }
}

/**
 * When Amazon's term ends, by the application's policy; null without a term: Amazon states none for
 * self-authorizations, and nobody is sent to Amazon for a retired application. A date to warn about, never to act on.
 */
export function renewsBy(
  { renewedAt, workflow }: Pick<StateFacts, 'renewedAt' | 'workflow'>,
  { renewalTermDays, retiredAt }: Pick<ApplicationFacts, 'renewalTermDays' | 'retiredAt'>,
): Date | null {
  if (workflow === 'self' || renewalTermDays === null || retiredAt !== null) return null
  return new Date(renewedAt.getTime() + renewalTermDays * dayMs)
}

/** Whether refused credentials of the application stop its tokens: paused and disconnected rows get none anyway. */
export function isBlockable(health: Health): boolean {
  return activeHealths.some((active) => active === health)
}

/** The health that people see, including problems of its application. */
export function displayHealth(
  own: { readonly health: Health; readonly healthSince: Date | null },
  { credentialsProblemAt }: Pick<ApplicationRow, 'credentialsProblemAt'>,
): { readonly health: DisplayedHealth; readonly since: Date | null } {
  return credentialsProblemAt !== null && isBlockable(own.health)
    ? { health: 'blocked', since: credentialsProblemAt }
    : { health: own.health, since: own.healthSince }
}
