import type { PartnerType } from '#lib/amazon/marketplaces.ts'

/** For messages that name the account to connect. */
export type AccountKind = PartnerType | 'both'

/** The kind of account that these applications can be authorized in. */
export function accountKind(partnerTypes: readonly PartnerType[]): AccountKind {
  const [first = 'seller', ...others] = new Set(partnerTypes)
  return others.length > 0 ? 'both' : first
}
