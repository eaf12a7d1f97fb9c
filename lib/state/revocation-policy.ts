import { revocationPolicy } from '../policy.ts'

export interface RefusalFacts {
  readonly invalidGrants: number
  readonly firstInvalidGrantAt: Date | null
  readonly lastInvalidGrantAt: Date | null
}

/** One `invalid_grant` may be Amazon's mistake; several over a while are the seller's decision. */
export function isConsideredRevoked(facts: RefusalFacts): boolean {
  const { invalidGrants, firstInvalidGrantAt, lastInvalidGrantAt } = facts
  if (firstInvalidGrantAt === null) return false
  const spanMs = (lastInvalidGrantAt?.getTime() ?? 0) - firstInvalidGrantAt.getTime()
  return invalidGrants >= revocationPolicy.refusals && spanMs >= revocationPolicy.spanMinutes * 60_000
}
