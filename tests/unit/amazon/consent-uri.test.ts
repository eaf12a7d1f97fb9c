import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  appstoreCallbackUri,
  type ConsentApplication,
  consentUri,
  parseLogInRequest,
} from '#lib/amazon/consent.ts'
import { findMarketplaceByCountry, type Marketplace, marketplaces } from '#lib/amazon/marketplaces.ts'
import { parseQuery } from '#lib/amazon/query.ts'

const application: ConsentApplication = {
  spApiApplicationId: 'amzn1.sp.solution.1b2c',
  status: 'published',
  redirectUri: 'https://gatehouse.example.com/sp-api/auth',
}
const state = 'k3J-_state'
const tail =
  'application_id=amzn1.sp.solution.1b2c&state=k3J-_state&redirect_uri=https%3A%2F%2Fgatehouse.example.com%2Fsp-api%2Fauth'

/** Country, Seller Central, Vendor Central: where a selling partner gives consent. */
const golden = `
CA sellercentral.amazon.ca         vendorcentral.amazon.ca
US sellercentral.amazon.com        vendorcentral.amazon.com
MX sellercentral.amazon.com.mx     vendorcentral.amazon.com.mx
BR sellercentral.amazon.com.br     vendorcentral.amazon.com.br
IE sellercentral.amazon.ie         vendorcentral.amazon.ie
ES sellercentral-europe.amazon.com vendorcentral.amazon.es
GB sellercentral-europe.amazon.com vendorcentral.amazon.co.uk
FR sellercentral-europe.amazon.com vendorcentral.amazon.fr
BE sellercentral.amazon.com.be     vendorcentral.amazon.com.be
NL sellercentral.amazon.nl         vendorcentral.amazon.nl
DE sellercentral-europe.amazon.com vendorcentral.amazon.de
IT sellercentral-europe.amazon.com vendorcentral.amazon.it
SE sellercentral.amazon.se         vendorcentral.amazon.se
ZA sellercentral.amazon.co.za      vendorcentral.amazon.co.za
PL sellercentral.amazon.pl         vendorcentral.amazon.pl
EG sellercentral.amazon.eg         vendorcentral.amazon.me
TR sellercentral.amazon.com.tr     vendorcentral.amazon.com.tr
SA sellercentral.amazon.sa         vendorcentral.amazon.me
AE sellercentral.amazon.ae         vendorcentral.amazon.me
IN sellercentral.amazon.in         vendorcentral.amazon.in
SG sellercentral.amazon.sg         vendorcentral.amazon.com.sg
AU sellercentral.amazon.com.au     vendorcentral.amazon.com.au
JP sellercentral.amazon.co.jp      vendorcentral.amazon.co.jp
`
  .trim()
  .split('\n')
  .map((line) => line.split(/ +/) as [string, string, string])

function marketplaceOf(countryCode: string): Marketplace {
  const found = findMarketplaceByCountry(countryCode)
  if (found === null) throw new Error(`no marketplace ${countryCode}`)
  return found
}

describe('A17: consent is asked at the literal host of the marketplace', () => {
  test.each(golden)('%s', (countryCode, sellerHost, vendorHost) => {
    const marketplace = marketplaceOf(countryCode)
    expect(consentUri(marketplace, 'seller', application, state)).toBe(
      `https://${sellerHost}/apps/authorize/consent?${tail}`,
    )
    expect(consentUri(marketplace, 'vendor', application, state)).toBe(
      `https://${vendorHost}/apps/authorize/consent?${tail}`,
    )
  })

  test('for all of them', () => {
    expect(golden.map(([countryCode]) => countryCode).sort()).toEqual(
      marketplaces.map(({ countryCode }) => countryCode).sort(),
    )
  })
})

const callback = 'https://sellercentral.amazon.com/apps/authorize/confirm/amzn1.sp.solution.1b2c'

describe('version=beta', () => {
  const draft: ConsentApplication = { ...application, status: 'draft' }

  test('is sent while the application is a draft', () => {
    expect(consentUri(marketplaceOf('US'), 'seller', draft, state)).toBe(
      `https://sellercentral.amazon.com/apps/authorize/consent?${tail}&version=beta`,
    )
    expect(appstoreCallbackUri(callback, 'a', draft, state)).toContain('&version=beta')
  })

  test('is left out once it is published', () => {
    expect(consentUri(marketplaceOf('US'), 'seller', application, state)).not.toContain('version')
    expect(appstoreCallbackUri(callback, 'a', application, state)).not.toContain('version')
  })
})

test('the consent URL has only documented parameters: no scope, no client id, no PKCE', () => {
  const names = [
    ...new URL(consentUri(marketplaceOf('JP'), 'seller', application, state)).searchParams.keys(),
  ]
  expect(names).toEqual(['application_id', 'state', 'redirect_uri'])
})

describe("A16: Amazon's state goes back byte for byte", () => {
  test.each([
    'MTYw%2B%2FNz%3D',
    'MTYw+/Nz=',
    'a%20b',
    'a+b',
    'a%2bb%2f',
    '%E4%F6',
    '100%',
    '%00%0d%0a',
    "it's~(1)*;:@,$!",
    'a=b==',
    '%C3%BC%F0%9F%94%91',
  ])('%s', (sent) => {
    const request = parseLogInRequest(
      `?amazon_callback_uri=${encodeURIComponent(callback)}&amazon_state=${sent}&selling_partner_id=A1&version=beta`,
    )
    if (request.kind !== 'appstore') throw new Error(request.kind)
    expect(appstoreCallbackUri(callback, request.amazonState, application, state)).toBe(
      `${callback}?amazon_state=${sent}&state=k3J-_state&redirect_uri=https%3A%2F%2Fgatehouse.example.com%2Fsp-api%2Fauth`,
    )
  })

  test('for any text, and it never reaches the parameters after it', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1 }),
      fc.string({ unit: 'binary', minLength: 1 }),
    )
    fc.assert(
      fc.property(text, (amazonState) => {
        const sent = encodeURIComponent(amazonState.toWellFormed())
        const received = parseQuery(`amazon_state=${sent}`).requiredAsSent('amazon_state')
        const uri = new URL(appstoreCallbackUri(callback, received, application, state))
        const [, raw = ''] = /[?&]amazon_state=([^&]*)/.exec(uri.href) ?? []
        expect(raw.replaceAll('%27', "'")).toBe(sent)
        expect(uri.origin + uri.pathname).toBe(callback)
        expect(uri.hash).toBe('')
        expect(uri.searchParams.getAll('state')).toEqual([state])
      }),
      { numRuns: 1_500 },
    )
  })

  test.each([
    ['a#b', 'a%23b'],
    ['a"<b>', 'a%22%3Cb%3E'],
    ['\u00c3\u00bc', '%C3%BC'],
  ])('characters that no browser sends unescaped are escaped: %j', (sent, escaped) => {
    expect(parseQuery(`amazon_state=${sent}`).requiredAsSent('amazon_state')).toBe(escaped)
  })
})

test("A18: the redirect URI is the application's own, whatever characters it has", () => {
  const redirectUri = 'https://gatehouse.example.com/sp-api/auth?a=b+c&d=é'
  for (const uri of [
    consentUri(marketplaceOf('DE'), 'vendor', { ...application, redirectUri }, state),
    appstoreCallbackUri(callback, 'a', { ...application, redirectUri }, state),
  ]) {
    expect(new URL(uri).searchParams.getAll('redirect_uri')).toEqual([redirectUri])
  }
})
