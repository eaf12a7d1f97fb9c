import type { ResponsibleParty } from '../amazon/diagnosis/cause.ts'
import { type RevocationPolicy, revocationPolicy } from '../policy.ts'
import type { ApplicationRow } from '../store/applications.ts'
import type { AuthorizationRow } from '../store/authorizations.ts'
import { isConsideredRevoked, type RefusalFacts } from '../tokens/revocation-policy.ts'

export type State =
  | 'healthy'
  | 'renewal-due'
  | 'unverified'
  | 'in-doubt'
  | 'needs-reauthorization'
  | 'degraded'
  | 'blocked'
  | 'paused'
  | 'disconnected'

interface StateFacts {
  readonly label: string
  /** Which of the status colours. */
  readonly tone: 'good' | 'due' | 'doubt' | 'bad' | 'blocked' | 'neutral'
  /** What needs a person most comes first. */
  readonly priority: number
  readonly who: ResponsibleParty | null
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
    hint: 'Amazon has refused the refresh token several times, or the application got a role that it was not authorized for. Send the seller the re-authorization link.',
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
    hint: "Amazon's term ends soon, or has ended. It works on meanwhile: ask the seller to renew.",
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
  paused: {
    label: 'Paused',
    tone: 'neutral',
    priority: 7,
    who: 'operator',
    hint: 'An operator stopped it for a while. The tokens are kept, and nothing is vended until it is resumed.',
  },
  disconnected: {
    label: 'Disconnected',
    tone: 'neutral',
    priority: 8,
    who: null,
    hint: 'The tokens are destroyed. Authorizing again revives this record.',
  },
}

/** What is recorded of real answers, from which the state follows. */
export type HealthFacts = RefusalFacts & {
  /** Since when an open incident explains how the last refresh failed; null: none does. */
  readonly incidentSince: Date | null
} & Pick<
    AuthorizationRow,
    | 'disconnectedAt'
    | 'pausedAt'
    | 'workflow'
    | 'lastRefreshAt'
    | 'lastRefreshProblem'
    | 'renewedAt'
    | 'participationsProblem'
    | 'participationsReadAt'
  >

/** What its application adds: its incident, its newest role, its policy of renewal, and whether it is in use. */
export type ApplicationFacts = Pick<
  ApplicationRow,
  'credentialsProblemAt' | 'roleAddedAt' | 'renewalTermDays' | 'renewalDueDays' | 'retiredAt'
>

const dayMs = 86_400_000

/**
 * The state, and since when. An incident is nobody's: what it explains changes no seller's state. What Amazon answered
 * comes first, then what is known about its roles, then the calendar.
 * `lib/store/authorization-lists.ts` says the same in SQL; a test compares them.
 */
export function deriveState(
  facts: HealthFacts,
  application: ApplicationFacts,
  now: Date,
  policy: RevocationPolicy = revocationPolicy,
): { state: State; since: Date } {
  if (facts.disconnectedAt !== null) return { state: 'disconnected', since: facts.disconnectedAt }
  if (facts.pausedAt !== null) return { state: 'paused', since: facts.pausedAt }
  const { credentialsProblemAt, roleAddedAt } = application
  if (credentialsProblemAt !== null) return { state: 'blocked', since: credentialsProblemAt }
  if (facts.incidentSince === null && facts.invalidGrants > 0 && facts.firstInvalidGrantAt !== null) {
    const state = isConsideredRevoked(facts, policy) ? 'needs-reauthorization' : 'in-doubt'
    return { state, since: facts.firstInvalidGrantAt }
  }
  if (facts.incidentSince === null && facts.lastRefreshProblem !== null)
    return { state: 'degraded', since: facts.lastRefreshAt ?? facts.renewedAt }
  // Its tokens work on, with the roles from before.
  if (roleAddedAt !== null && roleAddedAt > facts.renewedAt)
    return { state: 'needs-reauthorization', since: roleAddedAt }
  const dueAt = renewalDueAt(facts, application)
  if (dueAt !== null && now >= dueAt) return { state: 'renewal-due', since: dueAt }
  if (facts.participationsProblem !== null) {
    return { state: 'unverified', since: facts.participationsReadAt ?? facts.renewedAt }
  }
  return { state: 'healthy', since: facts.renewedAt }
}

type RenewalFacts = Pick<HealthFacts, 'renewedAt' | 'workflow'>

/**
 * When Amazon's term ends, by the application's policy; null where there is none: Amazon states none for
 * self-authorizations, and nobody is sent to Amazon for a retired application. A date to warn about, never to act on.
 */
export function renewsBy(
  { renewedAt, workflow }: RenewalFacts,
  { renewalTermDays, retiredAt }: Pick<ApplicationFacts, 'renewalTermDays' | 'retiredAt'>,
): Date | null {
  if (workflow === 'self' || renewalTermDays === null || retiredAt !== null) return null
  return new Date(renewedAt.getTime() + renewalTermDays * dayMs)
}

function renewalDueAt(facts: RenewalFacts, application: ApplicationFacts): Date | null {
  const end = renewsBy(facts, application)
  return end === null ? null : new Date(end.getTime() - application.renewalDueDays * dayMs)
}
