import { type IncidentPolicy, incidentPolicy } from '../policy.ts'

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
export function isIncident(
  { affected, accounts, tried, accountsTried, accountsInAll }: Outcomes,
  { leastAffected, leastShare }: IncidentPolicy = incidentPolicy,
): boolean {
  return (
    affected >= leastAffected &&
    affected >= tried * leastShare &&
    accounts >= Math.min(leastAffected, accountsInAll) &&
    accounts >= accountsTried * leastShare
  )
}
