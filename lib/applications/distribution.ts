import type { ApplicationRow } from '../store/applications.ts'

/** Determines who can authorize an application, and with it the limits and the workflows. */
export type Distribution = 'private' | 'unlisted' | 'listed'

export function distributionOf({ kind, isListed }: Pick<ApplicationRow, 'kind' | 'isListed'>): Distribution {
  if (kind === 'private') return 'private'
  return isListed ? 'listed' : 'unlisted'
}

export function kindOf(distribution: Distribution): Pick<ApplicationRow, 'kind' | 'isListed'> {
  return { kind: distribution === 'private' ? 'private' : 'public', isListed: distribution === 'listed' }
}

interface DistributionFacts {
  /** How many seller consents Amazon allows; null: no limit. Vendors aren't counted. */
  readonly consentLimit: number | null
  readonly selfLimit: number
  /** How long an authorization lasts according to Amazon, in days; null: Amazon states no limit. */
  readonly renewalTermDays: number | null
}

/** https://developer-docs.amazon.com/sp-api/docs/application-authorization-limits and renew-authorizations */
export const distributions: Readonly<Record<Distribution, DistributionFacts>> = {
  private: { consentLimit: 0, selfLimit: 10, renewalTermDays: null },
  unlisted: { consentLimit: 25, selfLimit: 10, renewalTermDays: 365 },
  listed: { consentLimit: null, selfLimit: 10, renewalTermDays: 365 },
}
