import { type CondemnPolicy, condemnPolicy, isCondemned, type RefusalFacts } from '../tokens/condemn.ts'

export type State =
  | 'healthy'
  | 'renewal-due'
  | 'unverified'
  | 'in-doubt'
  | 'needs-reauthorization'
  | 'degraded'
  | 'blocked'
  | 'disconnected'

export type Who = 'seller' | 'operator' | 'developer' | null

interface StateFacts {
  readonly label: string
  /** Which of the status colours. */
  readonly tone: 'good' | 'due' | 'doubt' | 'bad' | 'blocked' | 'neutral'
  /** What needs a person most comes first. */
  readonly priority: number
  readonly who: Who
  /** What it means, and what to do. */
  readonly hint: string
}

/** One vocabulary for code, screens and machines. */
export const states: Readonly<Record<State, StateFacts>> = {
  blocked: {
    label: 'Blocked',
    tone: 'blocked',
    priority: 0,
    who: 'operator',
    hint: "Amazon refuses the application's own credentials. No seller is at fault: check the client id and the client secret.",
  },
  'needs-reauthorization': {
    label: 'Needs re-authorization',
    tone: 'bad',
    priority: 1,
    who: 'seller',
    hint: 'Amazon has refused the refresh token several times. Send the seller the re-authorization link.',
  },
  'in-doubt': {
    label: 'In doubt',
    tone: 'doubt',
    priority: 2,
    who: null,
    hint: 'Amazon refused the refresh token, but not often enough to be sure. It is tried again before anybody is asked to act.',
  },
  degraded: {
    label: 'Degraded',
    tone: 'doubt',
    priority: 3,
    who: null,
    hint: 'The last try got no usable answer from Amazon. Nothing is wrong with the authorization; it is tried again.',
  },
  'renewal-due': {
    label: 'Renewal due',
    tone: 'due',
    priority: 4,
    who: 'seller',
    hint: "Amazon's year is nearly over. Ask the seller to renew before then.",
  },
  unverified: {
    label: 'Unverified',
    tone: 'due',
    priority: 5,
    who: 'developer',
    hint: 'The tokens work, but Amazon gave no marketplace participations. See the reason on the page of the authorization.',
  },
  healthy: {
    label: 'Healthy',
    tone: 'good',
    priority: 6,
    who: null,
    hint: 'The last refresh at Amazon worked.',
  },
  disconnected: {
    label: 'Disconnected',
    tone: 'neutral',
    priority: 7,
    who: null,
    hint: 'The tokens are destroyed. Authorizing again revives this record.',
  },
}

/** Thresholds. Amazon's documents disagree about the year, so the calendar only warns. */
export interface HealthPolicy extends CondemnPolicy {
  readonly renewalTermDays: number
  readonly renewalDueAfterDays: number
}

export const defaultPolicy: HealthPolicy = {
  renewalTermDays: 365,
  renewalDueAfterDays: 335,
  ...condemnPolicy,
}

/** What is recorded of real answers, from which the state follows. */
export interface HealthFacts extends RefusalFacts {
  readonly disconnectedAt: Date | null
  readonly credentialsProblemAt: Date | null
  readonly lastRefreshAt: Date | null
  readonly lastRefreshProblem: string | null
  readonly renewedAt: Date
  readonly participationsProblem: string | null
  readonly participationsReadAt: Date | null
}

const dayMs = 86_400_000

/** The state, and since when. `lib/store/authorization-state.ts` says the same in SQL; a test compares them. */
export function deriveState(
  facts: HealthFacts,
  now: Date,
  policy: HealthPolicy,
): { state: State; since: Date } {
  if (facts.disconnectedAt !== null) return { state: 'disconnected', since: facts.disconnectedAt }
  if (facts.credentialsProblemAt !== null) return { state: 'blocked', since: facts.credentialsProblemAt }
  if (facts.invalidGrants > 0 && facts.firstInvalidGrantAt !== null) {
    const state = isCondemned(facts, policy) ? 'needs-reauthorization' : 'in-doubt'
    return { state, since: facts.firstInvalidGrantAt }
  }
  if (facts.lastRefreshProblem !== null)
    return { state: 'degraded', since: facts.lastRefreshAt ?? facts.renewedAt }
  const dueAt = new Date(facts.renewedAt.getTime() + policy.renewalDueAfterDays * dayMs)
  if (now >= dueAt) return { state: 'renewal-due', since: dueAt }
  if (facts.participationsProblem !== null) {
    return { state: 'unverified', since: facts.participationsReadAt ?? facts.renewedAt }
  }
  return { state: 'healthy', since: facts.renewedAt }
}

/** When Amazon's term ends, by the policy. A date to warn about, never to act on. */
export function renewsBy(renewedAt: Date, policy: HealthPolicy): Date {
  return new Date(renewedAt.getTime() + policy.renewalTermDays * dayMs)
}
