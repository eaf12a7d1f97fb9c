import type { ApplicationRow } from '../store/applications.ts'

/** Who Amazon lets authorize an application: its caps and its workflows follow from it. */
export type Reach = 'private' | 'unlisted' | 'listed'

export function reachOf({ kind, isListed }: Pick<ApplicationRow, 'kind' | 'isListed'>): Reach {
  if (kind === 'private') return 'private'
  return isListed ? 'listed' : 'unlisted'
}

export function kindOf(reach: Reach): Pick<ApplicationRow, 'kind' | 'isListed'> {
  return { kind: reach === 'private' ? 'private' : 'public', isListed: reach === 'listed' }
}

interface ReachFacts {
  /** How many consents of sellers Amazon admits; null: as many as come. Vendors are not counted. */
  readonly consentLimit: number | null
  readonly selfLimit: number
  /** What Amazon says of an authorization's life, in days; null: nothing. */
  readonly renewalTermDays: number | null
}

/** https://developer-docs.amazon.com/sp-api/docs/application-authorization-limits and renew-authorizations */
export const reaches: Readonly<Record<Reach, ReachFacts>> = {
  private: { consentLimit: 0, selfLimit: 10, renewalTermDays: null },
  unlisted: { consentLimit: 25, selfLimit: 10, renewalTermDays: 365 },
  listed: { consentLimit: null, selfLimit: 10, renewalTermDays: 365 },
}
