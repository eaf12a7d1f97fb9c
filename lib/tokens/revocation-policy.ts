/** How often, and over how long, LWA has to refuse a refresh token before anybody is asked to act. */
export interface RevocationPolicy {
  readonly invalidGrantsToCondemn: number
  readonly invalidGrantSpanMinutes: number
}

export const revocationPolicy: RevocationPolicy = { invalidGrantsToCondemn: 3, invalidGrantSpanMinutes: 15 }

export interface RefusalFacts {
  readonly invalidGrants: number
  readonly firstInvalidGrantAt: Date | null
  readonly lastInvalidGrantAt: Date | null
}

/** Pure. One `invalid_grant` may be Amazon's mistake; several over a while are the seller's decision. */
export function isConsideredRevoked(facts: RefusalFacts, policy: RevocationPolicy): boolean {
  const { invalidGrants, firstInvalidGrantAt, lastInvalidGrantAt } = facts
  if (firstInvalidGrantAt === null) return false
  const spanMs = (lastInvalidGrantAt?.getTime() ?? 0) - firstInvalidGrantAt.getTime()
  return invalidGrants >= policy.invalidGrantsToCondemn && spanMs >= policy.invalidGrantSpanMinutes * 60_000
}
