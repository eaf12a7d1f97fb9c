import { describe, expect, test } from 'vitest'
import {
  centralHost,
  centralHosts,
  centralSiteOf,
  findMarketplace,
  findMarketplaceByCountry,
  isAmazonMarketplace,
  listMarketplaces,
  marketplaces,
} from '#lib/amazon/marketplaces.ts'
import { operations } from '#lib/amazon/operations.ts'
import { defaultTokenEndpoint, regions, tokenEndpoints } from '#lib/amazon/regions.ts'

/**
 * Copied from Amazon's pages on marketplace ids, Seller Central and Vendor Central, independently of the table under
 * test.
 */
const golden = `
CA A2EUQ1WTGCTBG2 na sellercentral.amazon.ca         vendorcentral.amazon.ca     CAD
US ATVPDKIKX0DER  na sellercentral.amazon.com        vendorcentral.amazon.com    USD
MX A1AM78C64UM0Y8 na sellercentral.amazon.com.mx     vendorcentral.amazon.com.mx MXN
BR A2Q3Y263D00KWC na sellercentral.amazon.com.br     vendorcentral.amazon.com.br BRL
IE A28R8C7NBKEWEA eu sellercentral.amazon.ie         vendorcentral.amazon.ie     EUR
ES A1RKKUPIHCS9HS eu sellercentral-europe.amazon.com vendorcentral.amazon.es     EUR
GB A1F83G8C2ARO7P eu sellercentral-europe.amazon.com vendorcentral.amazon.co.uk  GBP
FR A13V1IB3VIYZZH eu sellercentral-europe.amazon.com vendorcentral.amazon.fr     EUR
BE AMEN7PMS3EDWL  eu sellercentral.amazon.com.be     vendorcentral.amazon.com.be EUR
NL A1805IZSGTT6HS eu sellercentral.amazon.nl         vendorcentral.amazon.nl     EUR
DE A1PA6795UKMFR9 eu sellercentral-europe.amazon.com vendorcentral.amazon.de     EUR
IT APJ6JRA9NG5V4  eu sellercentral-europe.amazon.com vendorcentral.amazon.it     EUR
SE A2NODRKZP88ZB9 eu sellercentral.amazon.se         vendorcentral.amazon.se     SEK
ZA AE08WJ6YKNBMC  eu sellercentral.amazon.co.za      vendorcentral.amazon.co.za  ZAR
PL A1C3SOZRARQ6R3 eu sellercentral.amazon.pl         vendorcentral.amazon.pl     PLN
EG ARBP9OOSHTCHU  eu sellercentral.amazon.eg         vendorcentral.amazon.me     EGP
TR A33AVAJ2PDY3EV eu sellercentral.amazon.com.tr     vendorcentral.amazon.com.tr TRY
SA A17E79C6D8DWNP eu sellercentral.amazon.sa         vendorcentral.amazon.me     SAR
AE A2VIGQ35RCS4UG eu sellercentral.amazon.ae         vendorcentral.amazon.me     AED
IN A21TJRUUN4KGV  eu sellercentral.amazon.in         vendorcentral.amazon.in     INR
SG A19VAU5U5O7RUS fe sellercentral.amazon.sg         vendorcentral.amazon.com.sg SGD
AU A39IBJ37TRP1C6 fe sellercentral.amazon.com.au     vendorcentral.amazon.com.au AUD
JP A1VC38T7YXB528 fe sellercentral.amazon.co.jp      vendorcentral.amazon.co.jp  JPY
`
  .trim()
  .split('\n')

test('A17: the table holds the 23 marketplaces of SP-API with their ids, regions and hosts', () => {
  expect(golden).toHaveLength(23)
  const shown = marketplaces.map((row) =>
    [row.countryCode, row.id, row.region, row.sellerCentralHost, row.vendorCentralHost, row.currency].join(
      ' ',
    ),
  )
  expect(shown.sort()).toEqual(golden.map((row) => row.replace(/ +/g, ' ')).sort())
})

test('one European consent covers the unified account, and the seven other countries have their own', () => {
  const groups = Object.groupBy(marketplaces, ({ consentGroup }) => consentGroup)
  const countries = Object.fromEntries(
    Object.entries(groups).map(([group, rows]) => [
      group,
      rows
        .map(({ countryCode }) => countryCode)
        .sort()
        .join(' '),
    ]),
  )
  expect(countries).toEqual({
    na: 'BR CA MX US',
    eu: 'BE DE ES FR GB IE IT NL PL SE',
    in: 'IN',
    tr: 'TR',
    ae: 'AE',
    sa: 'SA',
    eg: 'EG',
    za: 'ZA',
    au: 'AU',
    jp: 'JP',
    sg: 'SG',
  })
})

test('languages are written as Amazon writes them, and end with their country where it has one', () => {
  for (const { language, countryCode } of marketplaces) {
    expect(language).toMatch(/^[a-z]{2}_[A-Z]{2}$/)
    if (!['EG', 'SA'].includes(countryCode)) expect(language.slice(3)).toBe(countryCode)
  }
})

describe('finding', () => {
  test.each(marketplaces)('$country by id, country and host', (marketplace) => {
    expect(findMarketplace(marketplace.id)).toBe(marketplace)
    expect(findMarketplaceByCountry(marketplace.countryCode)).toBe(marketplace)
    for (const type of ['seller', 'vendor'] as const) {
      const site = centralSiteOf(centralHost(marketplace, type))
      expect(site.partnerType).toBe(type)
      expect(site.marketplaces).toContain(marketplace)
    }
  })

  test.each(['A38D8NSA03LJTC', 'AZMDEXL2RVFNN', '', 'constructor', '__proto__', 'toString'])(
    '%s finds none, without an error',
    (text) => {
      expect(findMarketplace(text)).toBeNull()
      expect(findMarketplaceByCountry(text)).toBeNull()
    },
  )
})

test('a host that several countries share names them all, and a host without a country leaves everything open', () => {
  const countriesAt = (host: string | null) => {
    const { partnerType, marketplaces: found } = centralSiteOf(host)
    return [partnerType, found.length === 23 ? 'any' : found.map(({ countryCode }) => countryCode).join(' ')]
  }
  const shared = [...centralHosts].filter((host) => centralSiteOf(host).marketplaces.length > 1)
  expect(Object.fromEntries(shared.map((host) => [host, countriesAt(host)]))).toEqual({
    'sellercentral-europe.amazon.com': ['seller', 'ES GB FR DE IT'],
    'vendorcentral.amazon.me': ['vendor', 'EG SA AE'],
    'amazon.com': [null, 'any'],
  })
  expect(countriesAt(null)).toEqual([null, 'any'])
  expect(countriesAt('sellercentral.amazon.co.uk')).toEqual(['seller', 'GB'])
  expect(countriesAt('sellercentral.amazon.de')).toEqual(['seller', 'DE'])
})

test('A14: the allow-list is 46 literal hosts of Amazon, and nothing else', () => {
  expect(
    [...centralHosts].filter(
      (host) => !/^((seller|vendor)central(-europe)?\.)?amazon\.[a-z.]{2,6}$/.test(host),
    ),
  ).toEqual([])
  expect(centralHosts.size).toBe(46)
})

test('each region has its endpoint and its sandbox', () => {
  expect(
    Object.values(regions).map(({ id, endpoint, sandboxEndpoint }) => [id, endpoint, sandboxEndpoint]),
  ).toEqual(
    ['na', 'eu', 'fe'].map((id) => [
      id,
      `https://sellingpartnerapi-${id}.amazon.com`,
      `https://sandbox.sellingpartnerapi-${id}.amazon.com`,
    ]),
  )
})

test('tokens come from the one endpoint that SP-API documents for all regions', () => {
  expect(defaultTokenEndpoint).toBe('https://api.amazon.com/auth/o2/token')
  expect(tokenEndpoints).toContain(defaultTokenEndpoint)
})

test('the call runner offers the participations, at the rate that Amazon documents', () => {
  expect(operations.getMarketplaceParticipations).toMatchObject({
    method: 'GET',
    path: '/sellers/v1/marketplaceParticipations',
    rate: 0.016,
    burst: 15,
  })
})

test.each([
  ['ATVPDKIKX0DER', '', true],
  ['A2ZV50J4W1RKNI', 'siprod.stores.amazon.com', false],
  ['AZMDEXL2RVFNN', 'siprodukmarketplace.stores.amazon.co.uk', false],
  ['A0UNKNOWN', '', false],
  ['A0UNKNOWN', 'www.amazon.com.evil.example', false],
  // A country that Amazon opened after the table was written.
  ['A0NEW', 'www.amazon.fi', true],
  ['A0NEW', 'www.amazon.co.kr', true],
] as const)('a marketplace %s at %j is Amazon’s own: %s', (marketplaceId, domainName, expected) => {
  expect(isAmazonMarketplace({ marketplaceId, domainName })).toBe(expected)
})

test('lists each marketplace once, those that are not Amazon’s last', () => {
  const rows = ['A2ZV50J4W1RKNI', 'ATVPDKIKX0DER', 'A2ZV50J4W1RKNI'].map((marketplaceId) => ({
    marketplaceId,
    domainName: '',
  }))
  expect(listMarketplaces(rows)).toEqual({
    marketplaces: ['ATVPDKIKX0DER', 'A2ZV50J4W1RKNI'],
    nonAmazonMarketplaces: ['A2ZV50J4W1RKNI'],
  })
})
