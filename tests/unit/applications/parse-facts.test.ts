import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  parseClientSecret,
  parseCreatedOn,
  parseFacts,
  parseIdentity,
} from '#lib/applications/parse-facts.ts'
import { blankFacts, writeFacts } from '#lib/applications/write-facts.ts'
import { type ErrorCode, isAppError } from '#lib/errors.ts'

const own = {
  redirectUri: 'https://gatehouse.example.com/sp-api/auth',
  logInUri: 'https://gatehouse.example.com/authorize',
}
const typed = {
  ...blankFacts(own),
  name: 'Repricer',
  spApiApplicationId: 'amzn1.sellerapps.app.1b2c',
  lwaClientId: 'amzn1.application-oa2-client.3d1f',
}
const parse = (change: Partial<typeof typed> = {}) => {
  const whole = { ...typed, ...change }
  return { ...parseFacts(whole), ...parseIdentity(whole) }
}

function codeOf(work: () => unknown): ErrorCode | 'none' {
  try {
    work()
    return 'none'
  } catch (error) {
    if (!isAppError(error)) throw error
    return error.code
  }
}

test('a form filled in with the stored values has the same meaning', () => {
  const facts = parse({
    returnAddresses: 'https://app.example.com/done\r\n http://localhost:8080/x?y=1 \n',
    roles: 'Pricing\n\nPricing\nProduct Listing',
    renewalWarningDays: '7, 60 30;7',
  })
  expect(facts).toMatchObject({
    kind: 'public',
    isListed: false,
    partnerTypes: ['seller', 'vendor'],
    returnAddresses: ['https://app.example.com/done', 'http://localhost:8080/x?y=1'],
    roles: ['Pricing', 'Product Listing'],
    renewalTermDays: 365,
    renewalDueDays: 30,
    renewalWarningDays: [60, 30, 7],
  })
  const roles = facts.roles.map((name) => ({ name, addedAt: '2026-01-01T00:00:00.000Z' }))
  expect(parse(writeFacts({ ...facts, roles }))).toEqual(facts)
})

test('an empty term and an empty Login URI mean none', () => {
  expect(parse({ renewalTermDays: ' ', logInUri: '' })).toMatchObject({
    renewalTermDays: null,
    logInUri: null,
  })
})

describe('each invalid field has its own error', () => {
  test.each<[ErrorCode, Partial<typeof typed>]>([
    ['name_invalid', { name: '  ' }],
    ['name_invalid', { name: 'x'.repeat(101) }],
    ['name_invalid', { name: 'a\u202eb' }],
    ['application_id_malformed', { spApiApplicationId: typed.lwaClientId }],
    ['lwa_client_id_malformed', { lwaClientId: typed.spApiApplicationId }],
    ['input_invalid', { status: 'beta' }],
    ['input_invalid', { distribution: 'everybody' }],
    ['input_invalid', { tokenEndpoint: 'https://login.example.com/token' }],
    ['partner_types_missing', { seller: '', vendor: '' }],
    ['roles_invalid', { roles: 'x'.repeat(101) }],
    ['roles_invalid', { roles: Array.from({ length: 51 }, (_, index) => `Role ${index}`).join('\n') }],
    ['renewal_term_invalid', { renewalTermDays: '0' }],
    ['renewal_term_invalid', { renewalTermDays: '1.5' }],
    ['renewal_term_invalid', { renewalTermDays: '3651' }],
    ['renewal_due_invalid', { renewalTermDays: '20', renewalDueDays: '21' }],
    ['renewal_due_invalid', { renewalDueDays: '' }],
    ['renewal_warnings_invalid', { renewalTermDays: '40', renewalWarningDays: '60, 30' }],
    ['renewal_warnings_invalid', { renewalWarningDays: 'soon' }],
    ['log_in_uri_invalid', { logInUri: 'http://gatehouse.example.com/authorize' }],
  ])('%s %j', (code, change) => {
    expect(codeOf(() => parse(change))).toBe(code)
  })
})

const evilAddresses = [
  'http://gatehouse.example.com/',
  'ftp://example.com/',
  'javascript:alert(1)',
  '//example.com/',
  'https:example.com',
  'https:\\\\example.com',
  'https://user@example.com/',
  'https://user:word@example.com/',
  'https://example.com/#part',
  'https://example.com/a b',
  'https://example.com\\@evil.example/',
  'http://localhost.example.com/',
  'http://127.0.0.1.example.com/',
  'https://',
  `https://example.com/${'x'.repeat(1_000)}`,
  'https://example.com/\u202e',
]

describe('A21: an address that is not exactly one https location can’t be on a list', () => {
  test.each(evilAddresses)('%s', (address) => {
    expect(codeOf(() => parse({ returnAddresses: `https://app.example.com/\n${address}` }))).toBe(
      'return_address_invalid',
    )
    expect(codeOf(() => parse({ redirectUri: address }))).toBe('redirect_uri_invalid')
  })

  test('and at most twenty can be', () => {
    const many = Array.from({ length: 21 }, (_, index) => `https://app.example.com/${index}`)
    expect(codeOf(() => parse({ returnAddresses: many.join('\n') }))).toBe('return_address_invalid')
    expect(parse({ returnAddresses: many.slice(1).join('\n') }).returnAddresses).toHaveLength(20)
  })

  test('an address is stored as a browser would write it', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.webUrl({ withFragments: true, withQueryParameters: true }), fc.string()),
        (text) => {
          const kept = codeOf(() => parse({ returnAddresses: text.replaceAll(/[\r\n]/g, '') })) === 'none'
          if (!kept) return
          for (const address of parse({ returnAddresses: text.replaceAll(/[\r\n]/g, '') }).returnAddresses) {
            const url = new URL(address)
            expect([url.href, url.hash, url.username]).toEqual([address, '', ''])
          }
        },
      ),
      { numRuns: 2_000 },
    )
  })
})

test('an address registered at Amazon is stored character by character', () => {
  const redirectUri = 'https://Gatehouse.example.com:443/sp-api/auth'
  expect(parse({ redirectUri }).redirectUri).toBe(redirectUri)
})

test('B8: a client secret is accepted whole or not at all, and never printed', () => {
  const secret = `amzn1.oa2-cs.v1.${'f'.repeat(64)}`
  expect(parseClientSecret(` ${secret}\n`).expose()).toBe(secret)
  expect(String(parseClientSecret(secret))).not.toContain('ffff')
  for (const text of ['', 'short', 'with a space in it', 'x'.repeat(201)]) {
    expect(codeOf(() => parseClientSecret(text))).toBe('client_secret_malformed')
  }
})

test('the day on which Amazon created the secret is in the past, or unknown', () => {
  const now = new Date('2026-11-22T12:00:00Z')
  expect(parseCreatedOn(' ', now)).toBeNull()
  expect(parseCreatedOn('2026-11-22', now)).toBe('2026-11-22')
  for (const text of ['2026-11-23', '2026-02-30', '1999-01-01', '22.11.2026', '2026-1-1', 'yesterday']) {
    expect(codeOf(() => parseCreatedOn(text, now))).toBe('secret_date_invalid')
  }
})
