import { incidentPolicy, othersWorkMs } from '../policy.ts'
import type { OpenIncident, OutcomeCount } from '../store/incidents.ts'

export interface Outcomes {
  /** Authorizations that fail alike, and the number of their accounts. */
  readonly affected: number
  readonly accounts: number
  /** Authorizations that were tried, and the number of their accounts. */
  readonly tried: number
  readonly accountsTried: number
  /** Accounts that have any, tried or not. */
  readonly accountsInAll: number
}

/**
 * Refusals within one account are its owner's decision, however many authorizations it has. So the thresholds apply to
 * accounts too, if there are enough accounts.
 */
export function isIncident({ affected, accounts, tried, accountsTried, accountsInAll }: Outcomes): boolean {
  const { leastAffected, leastShare } = incidentPolicy
  return (
    affected >= leastAffected &&
    affected >= tried * leastShare &&
    accounts >= Math.min(leastAffected, accountsInAll) &&
    accounts >= accountsTried * leastShare
  )
}

/** What an open incident has become. */
export type Verdict =
  | 'lasts'
  /** Something works and few fail, but others that failed weren't asked again: silence isn't success. */
  | 'unknown'
  /** The cause is gone, or nobody is left whom it could affect. */
  | 'over'
  /** Most others have worked for so long that those who are still refused have left. */
  | 'decisions'

export type IncidentFacts = Pick<
  OpenIncident,
  'applicationId' | 'problem' | 'concernsAnybody' | 'failing' | 'unasked' | 'working' | 'othersWorkSince'
>

/** Since when more of the application's authorizations work than fail alike; null: they don't. */
export function othersWorkSince(
  {
    failing,
    working,
    othersWorkSince: since,
  }: Pick<IncidentFacts, 'failing' | 'working' | 'othersWorkSince'>,
  now: Date,
): Date | null {
  return working > failing ? (since ?? now) : null
}

/** Classifies an open incident by the refreshes of the last minutes and by all that it affects. */
export function classifyIncident(
  incident: IncidentFacts,
  outcomes: readonly OutcomeCount[],
  now: Date,
): Verdict {
  if (!incident.concernsAnybody) return 'over'
  const own = outcomes.filter((outcome) => outcome.applicationId === incident.applicationId)
  const failed = own.find((outcome) => outcome.problem === incident.problem)
  const since = incident.othersWorkSince
  const haveLong = since !== null && now.getTime() - since.getTime() >= othersWorkMs
  if (haveLong && incident.problem === 'invalid_grant' && incident.failing > 0) return 'decisions'
  // Missing answers prove nothing.
  if (!own.some((outcome) => outcome.problem === null)) return 'lasts'
  if (failed !== undefined && isIncident(sharesOf(own, failed))) return 'lasts'
  return incident.unasked > 0 ? 'unknown' : 'over'
}

/** How many failed alike, among all that were tried of the same application. */
export function sharesOf(outcomes: readonly OutcomeCount[], failed: OutcomeCount): Outcomes {
  const tried = outcomes
    .filter(({ applicationId }) => applicationId === failed.applicationId)
    .reduce((sum, { total }) => sum + total, 0)
  return { ...failed, affected: failed.total, tried }
}
