import type { RevocationPolicy } from '../policy.ts'

export interface RefusalFacts {
  readonly invalidGrants: number
  readonly firstInvalidGrantAt: Date | null
  readonly lastInvalidGrantAt: Date | null
}

/** One `invalid_grant` may be Amazon's mistake; several over a while are the seller's decision. */
export function isConsideredRevoked(facts: RefusalFacts, policy: RevocationPolicy): boolean {
  const { invalidGrants, firstInvalidGrantAt, lastInvalidGrantAt } = facts
  if (firstInvalidGrantAt === null) return false
  const spanMs = (lastInvalidGrantAt?.getTime() ?? 0) - firstInvalidGrantAt.getTime()
  return invalidGrants >= policy.refusals && spanMs >= policy.spanMinutes * 60_000
}
