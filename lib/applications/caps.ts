import type { ApplicationRow, GrantCount } from '../store/applications.ts'
import { distributionOf, distributions } from './distribution.ts'

/** How much of one of Amazon's limits is used. */
export interface Cap {
  readonly kind: 'consent' | 'self'
  readonly used: number
  /**
   * How many of the used ones are disconnected here. Amazon counts them until the seller disables the application
   * there.
   */
  readonly disconnected: number
  /** Null: Amazon has none. */
  readonly limit: number | null
  readonly level: 'fine' | 'near' | 'reached'
}

const nearShare = 0.8

/** Consents and self-authorizations of one application, compared with Amazon's limits. */
export function measureCaps(
  application: Pick<ApplicationRow, 'kind' | 'isListed'>,
  counts: readonly GrantCount[],
): Cap[] {
  const { consentLimit, selfLimit } = distributions[distributionOf(application)]
  const consents = counts.filter(({ isSelf, partnerType }) => !isSelf && partnerType === 'seller')
  const selves = counts.filter(({ isSelf }) => isSelf)
  return [
    // A private application has no consents to count.
    ...(consentLimit === 0 ? [] : [measure('consent', consents, consentLimit)]),
    measure('self', selves, selfLimit),
  ]
}

function measure(kind: Cap['kind'], counts: readonly GrantCount[], limit: number | null): Cap {
  const used = counts.reduce((sum, { total }) => sum + total, 0)
  const disconnected = counts.reduce((sum, each) => sum + each.disconnected, 0)
  const share = limit === null ? 0 : used / limit
  return {
    kind,
    used,
    disconnected,
    limit,
    level: share >= 1 ? 'reached' : share >= nearShare ? 'near' : 'fine',
  }
}

const remedies = {
  consent:
    'List the application in the Selling Partner Appstore, or ask sellers who left to disable it under Manage Your Apps. Only these lower the count.',
  self: 'Disable those you don’t need under Manage Your Apps. Nothing else lowers the count.',
} as const

/** A limit of Amazon's that is nearly or entirely used up, in sentences. */
export interface CapWarning {
  readonly level: Exclude<Cap['level'], 'fine'>
  readonly text: string
}

/** The warning to show before and after a cap is reached; null while it is far off. */
export function capWarning({ kind, used, limit, level }: Cap): CapWarning | null {
  if (level === 'fine' || limit === null) return null
  const what = kind === 'consent' ? 'sellers' : 'self-authorizations'
  const state =
    level === 'near'
      ? `${used} of the ${limit} ${what} that Amazon allows are in use.`
      : `All ${limit} ${what} that Amazon allows are in use. Amazon refuses the next one with CONSENT_LIMIT_REACHED.`
  return { level, text: `${state} ${remedies[kind]}` }
}
