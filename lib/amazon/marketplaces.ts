import type { Region } from './regions.ts'

/**
 * One consent covers one group. India, Turkey, the Emirates, Saudi Arabia, Egypt and South Africa answer on
 * the EU endpoint, but are no part of the European unified account; Amazon does not document the Far East.
 */
export type ConsentGroup = 'na' | 'eu' | 'in' | 'tr' | 'ae' | 'sa' | 'eg' | 'za' | 'au' | 'jp' | 'sg'

export type PartnerType = 'seller' | 'vendor'

export interface Marketplace {
  readonly id: string
  /** ISO 3166-1 alpha-2. Amazon's pages print UK; the API answers GB. */
  readonly countryCode: string
  readonly country: string
  readonly region: Region
  readonly consentGroup: ConsentGroup
  readonly sellerCentralHost: string
  readonly vendorCentralHost: string
  readonly currency: string
  readonly language: string
}

type Row = readonly [
  id: string,
  countryCode: string,
  country: string,
  region: Region,
  consentGroup: ConsentGroup,
  sellerCentralHost: string,
  vendorCentralHost: string,
  currency: string,
  language: string,
]

const rows: readonly Row[] = [
  // biome-ignore format: a table
  ...([
    ['A2EUQ1WTGCTBG2', 'CA', 'Canada',               'na', 'na', 'sellercentral.amazon.ca',         'vendorcentral.amazon.ca',     'CAD', 'en_CA'],
    ['ATVPDKIKX0DER',  'US', 'United States',        'na', 'na', 'sellercentral.amazon.com',        'vendorcentral.amazon.com',    'USD', 'en_US'],
    ['A1AM78C64UM0Y8', 'MX', 'Mexico',               'na', 'na', 'sellercentral.amazon.com.mx',     'vendorcentral.amazon.com.mx', 'MXN', 'es_MX'],
    ['A2Q3Y263D00KWC', 'BR', 'Brazil',               'na', 'na', 'sellercentral.amazon.com.br',     'vendorcentral.amazon.com.br', 'BRL', 'pt_BR'],
    ['A28R8C7NBKEWEA', 'IE', 'Ireland',              'eu', 'eu', 'sellercentral.amazon.ie',         'vendorcentral.amazon.ie',     'EUR', 'en_IE'],
    ['A1RKKUPIHCS9HS', 'ES', 'Spain',                'eu', 'eu', 'sellercentral-europe.amazon.com', 'vendorcentral.amazon.es',     'EUR', 'es_ES'],
    ['A1F83G8C2ARO7P', 'GB', 'United Kingdom',       'eu', 'eu', 'sellercentral-europe.amazon.com', 'vendorcentral.amazon.co.uk',  'GBP', 'en_GB'],
    ['A13V1IB3VIYZZH', 'FR', 'France',               'eu', 'eu', 'sellercentral-europe.amazon.com', 'vendorcentral.amazon.fr',     'EUR', 'fr_FR'],
    ['AMEN7PMS3EDWL',  'BE', 'Belgium',              'eu', 'eu', 'sellercentral.amazon.com.be',     'vendorcentral.amazon.com.be', 'EUR', 'fr_BE'],
    ['A1805IZSGTT6HS', 'NL', 'Netherlands',          'eu', 'eu', 'sellercentral.amazon.nl',         'vendorcentral.amazon.nl',     'EUR', 'nl_NL'],
    ['A1PA6795UKMFR9', 'DE', 'Germany',              'eu', 'eu', 'sellercentral-europe.amazon.com', 'vendorcentral.amazon.de',     'EUR', 'de_DE'],
    ['APJ6JRA9NG5V4',  'IT', 'Italy',                'eu', 'eu', 'sellercentral-europe.amazon.com', 'vendorcentral.amazon.it',     'EUR', 'it_IT'],
    ['A2NODRKZP88ZB9', 'SE', 'Sweden',               'eu', 'eu', 'sellercentral.amazon.se',         'vendorcentral.amazon.se',     'SEK', 'sv_SE'],
    ['AE08WJ6YKNBMC',  'ZA', 'South Africa',         'eu', 'za', 'sellercentral.amazon.co.za',      'vendorcentral.amazon.co.za',  'ZAR', 'en_ZA'],
    ['A1C3SOZRARQ6R3', 'PL', 'Poland',               'eu', 'eu', 'sellercentral.amazon.pl',         'vendorcentral.amazon.pl',     'PLN', 'pl_PL'],
    ['ARBP9OOSHTCHU',  'EG', 'Egypt',                'eu', 'eg', 'sellercentral.amazon.eg',         'vendorcentral.amazon.me',     'EGP', 'ar_AE'],
    ['A33AVAJ2PDY3EV', 'TR', 'Turkey',               'eu', 'tr', 'sellercentral.amazon.com.tr',     'vendorcentral.amazon.com.tr', 'TRY', 'tr_TR'],
    ['A17E79C6D8DWNP', 'SA', 'Saudi Arabia',         'eu', 'sa', 'sellercentral.amazon.sa',         'vendorcentral.amazon.me',     'SAR', 'ar_AE'],
    ['A2VIGQ35RCS4UG', 'AE', 'United Arab Emirates', 'eu', 'ae', 'sellercentral.amazon.ae',         'vendorcentral.amazon.me',     'AED', 'ar_AE'],
    ['A21TJRUUN4KGV',  'IN', 'India',                'eu', 'in', 'sellercentral.amazon.in',         'vendorcentral.amazon.in',     'INR', 'en_IN'],
    ['A19VAU5U5O7RUS', 'SG', 'Singapore',            'fe', 'sg', 'sellercentral.amazon.sg',         'vendorcentral.amazon.com.sg', 'SGD', 'en_SG'],
    ['A39IBJ37TRP1C6', 'AU', 'Australia',            'fe', 'au', 'sellercentral.amazon.com.au',     'vendorcentral.amazon.com.au', 'AUD', 'en_AU'],
    ['A1VC38T7YXB528', 'JP', 'Japan',                'fe', 'jp', 'sellercentral.amazon.co.jp',      'vendorcentral.amazon.co.jp',  'JPY', 'ja_JP'],
  ] as const),
]

/** The 23 marketplaces of SP-API, as Amazon's pages on marketplace ids and Seller Central URLs list them. */
export const marketplaces: readonly Marketplace[] = rows.map((row) => ({
  id: row[0],
  countryCode: row[1],
  country: row[2],
  region: row[3],
  consentGroup: row[4],
  sellerCentralHost: row[5],
  vendorCentralHost: row[6],
  currency: row[7],
  language: row[8],
}))

const byId = new Map(marketplaces.map((marketplace) => [marketplace.id, marketplace]))
const byCountry = new Map(marketplaces.map((marketplace) => [marketplace.countryCode, marketplace]))

const groupNames: Readonly<Partial<Record<ConsentGroup, string>>> = { na: 'North America', eu: 'Europe' }

export interface ConsentGroupFacts {
  readonly id: ConsentGroup
  /** A region, where one consent covers several countries, or a country. */
  readonly name: string
  readonly marketplaces: readonly Marketplace[]
}

/** Everything that one consent covers, in the order in which sellers are asked for it. */
export const consentGroups: readonly ConsentGroupFacts[] = (
  ['na', 'eu', 'jp', 'au', 'in', 'sg', 'ae', 'sa', 'tr', 'eg', 'za'] as const
).map((id) => {
  const covered = marketplaces.filter(({ consentGroup }) => consentGroup === id)
  return { id, name: groupNames[id] ?? covered[0]?.country ?? id, marketplaces: covered }
})

/** Null for `unknown` and for anything else that isn't a group. */
export function findConsentGroup(id: string): ConsentGroupFacts | null {
  return consentGroups.find((group) => group.id === id) ?? null
}

/** Amazon lists marketplaces that are in no table (invoicing, "Non-Amazon"), so an unknown one is no error. */
export function findMarketplace(id: string): Marketplace | null {
  return byId.get(id) ?? null
}

/**
 * Amazon's participations also list marketplaces that aren't shops of Amazon's, such as `Non-Amazon US` for external
 * orders, at domains like `siprod.stores.amazon.com`. A shop that is newer than this table is recognized by its domain.
 */
export function isAmazonMarketplace(row: {
  readonly marketplaceId: string
  readonly domainName: string
}): boolean {
  return byId.has(row.marketplaceId) || /^(www\.)?amazon\.[a-z]{2,3}(\.[a-z]{2})?$/i.test(row.domainName)
}

/** As programs get them: the ids of all, Amazon's own first, and those of them that aren't Amazon's. */
export function listMarketplaces(rows: readonly Parameters<typeof isAmazonMarketplace>[0][]): {
  readonly marketplaces: readonly string[]
  readonly nonAmazonMarketplaces: readonly string[]
} {
  const idsOf = (some: typeof rows) => [...new Set(some.map(({ marketplaceId }) => marketplaceId))]
  return {
    marketplaces: idsOf(amazonFirst(rows)),
    nonAmazonMarketplaces: idsOf(rows.filter((row) => !isAmazonMarketplace(row))),
  }
}

/** Amazon's own first, the others last; otherwise the order is kept. */
export function amazonFirst<Row extends Parameters<typeof isAmazonMarketplace>[0]>(
  rows: readonly Row[],
): Row[] {
  return rows.toSorted((a, b) => Number(isAmazonMarketplace(b)) - Number(isAmazonMarketplace(a)))
}

export function findMarketplaceByCountry(countryCode: string): Marketplace | null {
  return byCountry.get(countryCode) ?? null
}

/** The host of Seller Central or Vendor Central, where a selling partner of this marketplace signs in. */
export function centralHost(marketplace: Marketplace, partnerType: PartnerType): string {
  return partnerType === 'vendor' ? marketplace.vendorCentralHost : marketplace.sellerCentralHost
}

/** Hosts that Amazon also uses for countries whose sellers we send elsewhere. */
const furtherHosts: Readonly<Record<string, string>> = {
  'sellercentral.amazon.co.uk': 'GB',
  'sellercentral.amazon.de': 'DE',
  'sellercentral.amazon.fr': 'FR',
  'sellercentral.amazon.it': 'IT',
  'sellercentral.amazon.es': 'ES',
}

/** Every Seller Central and Vendor Central host, and amazon.com itself, for allow-lists. */
export const centralHosts: ReadonlySet<string> = new Set([
  ...marketplaces.flatMap((marketplace) => [marketplace.sellerCentralHost, marketplace.vendorCentralHost]),
  ...Object.keys(furtherHosts),
  // Amazon's developer guide prints it as the host of an amazon_callback_uri.
  'amazon.com',
])

/** A Seller Central or Vendor Central host, and the selling partners who sign in there. */
export interface CentralSite {
  /** Null: sellers or vendors. */
  readonly partnerType: PartnerType | null
  /** Several where they share the host, as Egypt, Saudi Arabia and the Emirates share their Vendor Central. */
  readonly marketplaces: readonly Marketplace[]
}

/** A missing host, and one that belongs to no country (amazon.com), leave everything open. */
export function centralSiteOf(host: string | null): CentralSite {
  const further = findMarketplaceByCountry((host !== null && furtherHosts[host]) || '')
  const ofSellers =
    further === null ? marketplaces.filter((row) => row.sellerCentralHost === host) : [further]
  if (ofSellers.length > 0) return { partnerType: 'seller', marketplaces: ofSellers }
  const ofVendors = marketplaces.filter((row) => row.vendorCentralHost === host)
  return ofVendors.length > 0
    ? { partnerType: 'vendor', marketplaces: ofVendors }
    : { partnerType: null, marketplaces }
}
