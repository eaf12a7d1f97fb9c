import { findConsentGroup, findMarketplace } from '#lib/amazon/marketplaces.ts'
import type { Region } from '#lib/amazon/regions.ts'
import { countryIn } from '#lib/languages/formats.ts'
import type { Language } from '#lib/languages/languages.ts'
import type { Text } from '#lib/languages/text.ts'

/** The messages that name regions, as Amazon divides the world. */
export const regionNames = {
  na: 'northAmerica',
  eu: 'europe',
  fe: 'farEast',
} as const satisfies Record<Region, string>

/** The country of a marketplace; an unknown one stays an id. */
export function countryOf(language: Language, marketplaceId: string): string {
  const found = findMarketplace(marketplaceId)
  return found === null ? marketplaceId : countryIn(language, found.countryCode, found.country)
}

/** The name of what one consent covers: a region, or a country. */
export function groupNameIn(language: Language, text: Text<'countries'>, id: string): string {
  if (id === 'na' || id === 'eu') return text(regionNames[id])
  const [only] = findConsentGroup(id)?.marketplaces ?? []
  return only === undefined ? id : countryOf(language, only.id)
}
