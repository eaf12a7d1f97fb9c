/** The name of a country's checkbox in the form of a connect link. */
export function countryField(marketplaceId: string): `country-${string}` {
  return `country-${marketplaceId}`
}
