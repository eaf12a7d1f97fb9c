/** When what fails is one cause and not several: so many alike, of those tried within so long. */
export interface IncidentPolicy {
  readonly leastAffected: number
  readonly leastShare: number
  readonly withinMs: number
}

export const incidentPolicy: IncidentPolicy = { leastAffected: 5, leastShare: 0.2, withinMs: 5 * 60_000 }

export interface Outcomes {
  /** Authorizations that fail alike, and how many accounts they are of. */
  readonly affected: number
  readonly accounts: number
  /** Authorizations that were tried, and how many accounts they are of. */
  readonly tried: number
  readonly accountsTried: number
  /** Accounts that have any, tried or not. */
  readonly accountsInAll: number
}

/**
 * Pure. What is refused to one account is its owner's will, however many authorizations it has: the limits hold for
 * accounts, too, as far as there are so many.
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
