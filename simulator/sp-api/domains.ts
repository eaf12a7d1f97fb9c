export interface WireMarketplace {
  readonly id: string
  readonly countryCode: string
  readonly name: string
  readonly defaultCurrencyCode: string
  readonly defaultLanguageCode: string
  readonly domainName: string
}

// Shops whose domain is not amazon.<country code>.
const domains: Readonly<Record<string, string>> = {
  US: 'amazon.com',
  MX: 'amazon.com.mx',
  BR: 'amazon.com.br',
  GB: 'amazon.co.uk',
  BE: 'amazon.com.be',
  ZA: 'amazon.co.za',
  TR: 'amazon.com.tr',
  AU: 'amazon.com.au',
  JP: 'amazon.co.jp',
}

export function domainOf(countryCode: string): string {
  return domains[countryCode] ?? `amazon.${countryCode.toLowerCase()}`
}

/** Marketplaces that are missing in Amazon's own list, but appear in accounts. */
export const unknownMarketplaces: readonly WireMarketplace[] = [
  {
    id: 'A2ZV50J4W1RKNI',
    countryCode: 'US',
    name: 'Non-Amazon US',
    defaultCurrencyCode: 'USD',
    defaultLanguageCode: 'en_US',
    domainName: 'siprod.stores.amazon.com',
  },
  {
    id: 'A1MQXOICRS2Z7M',
    countryCode: 'CA',
    name: 'Non-Amazon CA',
    defaultCurrencyCode: 'CAD',
    defaultLanguageCode: 'en_CA',
    domainName: 'siprod.stores.amazon.ca',
  },
  {
    id: 'A3H6HPSLHAK3XG',
    countryCode: 'MX',
    name: 'Non-Amazon MX',
    defaultCurrencyCode: 'MXN',
    defaultLanguageCode: 'es_MX',
    domainName: 'siprod.stores.amazon.com.mx',
  },
]
