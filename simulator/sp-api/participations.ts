import { findMarketplaceByCountry } from '#lib/amazon/marketplaces.ts'
import type { Authorization, Seller } from '../world/shapes.ts'
import { domainOf, unknownMarketplaces, type WireMarketplace } from './domains.ts'

/** The payload of getMarketplaceParticipations: what this authorization's account covers, and no more. */
export function participationsOf(seller: Seller, authorization: Authorization): readonly object[] {
  const known = seller.participations.flatMap((participation) => {
    const marketplace = findMarketplaceByCountry(participation.countryCode)
    if (marketplace === null || marketplace.consentGroup !== authorization.consentGroup) return []
    const { id, countryCode, currency, language } = marketplace
    const domain = domainOf(countryCode)
    const wire: WireMarketplace = {
      id,
      countryCode,
      name: `${domain.charAt(0).toUpperCase()}${domain.slice(1)}`,
      defaultCurrencyCode: currency,
      defaultLanguageCode: language,
      domainName: `www.${domain}`,
    }
    const { storeName, isParticipating, hasSuspendedListings } = participation
    return [{ marketplace: wire, storeName, participation: { isParticipating, hasSuspendedListings } }]
  })
  if (!seller.listsUnknownMarketplaces) return known
  const countries = new Set(known.map((entry) => entry.marketplace.countryCode))
  const unknown = unknownMarketplaces
    .filter((marketplace) => countries.has(marketplace.countryCode))
    .map((marketplace) => ({
      marketplace,
      storeName: seller.name,
      participation: { isParticipating: true, hasSuspendedListings: false },
    }))
  return [...known, ...unknown]
}
