import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseLogInRequest, parseRedirect } from '#lib/amazon/consent.ts'
import { isAppError } from '#lib/errors.ts'

const codeOf = (read: () => unknown): unknown => {
  try {
    return read()
  } catch (error) {
    if (!isAppError(error)) throw error
    return error.code
  }
}

const id = '0b7e6c1a-9f1d-4c53-8c8e-2f6f3b1f7a10'

describe('the OAuth Redirect URI', () => {
  test('reads Amazon’s parameters', () => {
    expect(
      parseRedirect('?state=s1&selling_partner_id=A3FHEXAMPLEYWS&spapi_oauth_code=ANcode&mws_auth_token=x'),
    ).toEqual({
      kind: 'granted',
      state: 's1',
      sellingPartnerId: 'A3FHEXAMPLEYWS',
      authorizationCode: 'ANcode',
      unknownParameters: [],
    })
  })

  test('accepts a bare code, as some guides show it, but prefers the documented name', () => {
    expect(parseRedirect('state=s&selling_partner_id=A1&code=bare')).toMatchObject({
      authorizationCode: 'bare',
    })
    expect(parseRedirect('state=s&selling_partner_id=A1&code=bare&spapi_oauth_code=real')).toMatchObject({
      authorizationCode: 'real',
    })
  })

  test.each([
    ['state=s', null],
    ['state=s&error=access_denied&error_description=No', 'access_denied'],
    ['state=s&selling_partner_id=A1&spapi_oauth_code=', null],
    [`state=s&error=${'e'.repeat(500)}`, 'e'.repeat(64)],
  ])('A9: without a code, %s is a refusal, not an error', (raw, error) => {
    expect(parseRedirect(raw)).toEqual({ kind: 'refused', state: 's', error, unknownParameters: [] })
  })

  test.each([
    ['', 'parameter_missing'],
    ['spapi_oauth_code=c&selling_partner_id=A1', 'parameter_missing'],
    ['state=s&spapi_oauth_code=c', 'parameter_missing'],
    ['state=s&state=t&spapi_oauth_code=c&selling_partner_id=A1', 'parameter_repeated'],
    ['state=s&spapi_oauth_code=c&spapi_oauth_code=d&selling_partner_id=A1', 'parameter_repeated'],
    ['state=s&spapi_oauth_code=c&selling_partner_id=A1&selling_partner_id=A2', 'parameter_repeated'],
    ['state[]=s&spapi_oauth_code=c&selling_partner_id=A1', 'parameter_missing'],
    [`state=s&spapi_oauth_code=${'c'.repeat(10_000)}&selling_partner_id=A1`, 'parameter_too_long'],
    ['state=s&spapi_oauth_code=c%00&selling_partner_id=A1', 'parameter_malformed'],
  ])('A7: %s is refused', (raw, code) => {
    expect(codeOf(() => parseRedirect(raw))).toBe(code)
  })

  test.each(['A', 'a1', '12', 'A'.repeat(64)])('A10: %s can be a selling partner', (partner) => {
    expect(parseRedirect(`state=s&spapi_oauth_code=c&selling_partner_id=${partner}`)).toMatchObject({
      sellingPartnerId: partner,
    })
  })

  test.each(['A'.repeat(65), 'A-1', 'A%201', 'A%2f..', '%3Cb%3E', "A'--", 'Ä1', 'A1%E2%80%AE', 'A_1'])(
    'A10: %s cannot be a selling partner',
    (partner) => {
      expect(codeOf(() => parseRedirect(`state=s&spapi_oauth_code=c&selling_partner_id=${partner}`))).toBe(
        'parameter_malformed',
      )
    },
  )

  test('names unknown parameters', () => {
    expect(parseRedirect('state=s&spapi_oauth_code=c&selling_partner_id=A1&region=eu')).toMatchObject({
      unknownParameters: ['region'],
    })
  })
})

describe('the Login URI', () => {
  const appstore =
    'amazon_callback_uri=https%3A%2F%2Famazon.com%2Fx&amazon_state=a%2Bb%3D&selling_partner_id=A1'

  test('reads Amazon’s parameters', () => {
    expect(parseLogInRequest(`?${appstore}&version=beta`)).toEqual({
      kind: 'appstore',
      amazonCallbackUri: 'https://amazon.com/x',
      amazonState: 'a%2Bb%3D',
      sellingPartnerId: 'A1',
      unknownParameters: [],
    })
  })

  test.each(appstore.split('&'))("A7: of Amazon's three parameters, %s alone is refused", (parameter) => {
    expect(codeOf(() => parseLogInRequest(parameter))).toBe('parameter_missing')
  })

  test("A7: Amazon's parameters take precedence over ours, so that nobody can mix the two", () => {
    expect(parseLogInRequest(`${appstore}&marketplace=ATVPDKIKX0DER&attempt=${id}`)).toMatchObject({
      kind: 'appstore',
      unknownParameters: ['marketplace', 'attempt'],
    })
  })

  test('reads our own start', () => {
    expect(parseLogInRequest('marketplace=A1PA6795UKMFR9')).toMatchObject({
      kind: 'website',
      marketplace: { countryCode: 'DE' },
      partnerType: 'seller',
      authorizationId: null,
    })
    expect(parseLogInRequest(`marketplace=A1PA6795UKMFR9&partner=vendor&authorization=${id}`)).toMatchObject({
      partnerType: 'vendor',
      authorizationId: id,
    })
    expect(parseLogInRequest(`attempt=${id}&marketplace=A1VC38T7YXB528`)).toMatchObject({
      kind: 'continue',
      attemptId: id,
      marketplace: { countryCode: 'JP' },
    })
    expect(parseLogInRequest(`attempt=${id}`)).toMatchObject({ kind: 'continue', marketplace: null })
  })

  test.each([
    ['', 'parameter_missing'],
    ['marketplace=DE', 'marketplace_unknown'],
    ['marketplace=sellercentral.amazon.de', 'marketplace_unknown'],
    ['marketplace=constructor', 'marketplace_unknown'],
    ['marketplace=A1PA6795UKMFR9&marketplace=A1VC38T7YXB528', 'parameter_repeated'],
    ['marketplace=A1PA6795UKMFR9&partner=admin', 'parameter_malformed'],
    ["marketplace=A1PA6795UKMFR9&authorization=1' or 1=1", 'parameter_malformed'],
    [`attempt=${id.toUpperCase()}`, 'parameter_malformed'],
    [`attempt=${id}x`, 'parameter_malformed'],
    [`attempt=${id}&marketplace=XX`, 'marketplace_unknown'],
  ])('A17: %s is refused', (raw, code) => {
    expect(codeOf(() => parseLogInRequest(raw))).toBe(code)
  })
})

test('any query is read or refused with a code, and no refusal shows its content', () => {
  const name = fc.constantFrom(
    ...[
      'state',
      'code',
      'spapi_oauth_code',
      'selling_partner_id',
      'error',
      'amazon_state',
      'amazon_callback_uri',
    ],
    ...['marketplace', 'partner', 'authorization', 'attempt', 'version', 'constructor', '__proto__'],
  )
  const value = fc.oneof(
    fc.constantFrom('', 'A1', 'ATVPDKIKX0DER', id, 'vendor', '%00', '%zz'),
    fc.string({ unit: 'binary' }).map((text) => `Canary${text}`),
    fc.string({ unit: 'grapheme' }).map(encodeURIComponent),
  )
  const query = fc
    .array(fc.tuple(name, value), { maxLength: 5 })
    .map((pairs) => pairs.map((pair) => pair.join('=')).join('&'))
  fc.assert(
    fc.property(query, (raw) => {
      for (const read of [parseLogInRequest, parseRedirect]) {
        try {
          read(raw)
        } catch (error) {
          if (!isAppError(error)) throw error
          expect(error.code).toMatch(/^(parameter_|marketplace_unknown)/)
          expect(JSON.stringify([error.message, error.details, error.cause])).not.toContain('Canary')
        }
      }
    }),
    { numRuns: 10_000 },
  )
})
