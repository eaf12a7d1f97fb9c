import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseMarketplaceParticipations } from '#lib/amazon/sellers.ts'

/** The static example of Amazon's model of the Sellers API. */
const example = {
  payload: [
    {
      marketplace: {
        id: 'ATVPDKIKX0DER',
        countryCode: 'US',
        name: 'Amazon.com',
        defaultCurrencyCode: 'USD',
        defaultLanguageCode: 'en_US',
        domainName: 'www.amazon.com',
      },
      storeName: 'BestSellerStore',
      participation: { isParticipating: true, hasSuspendedListings: false },
    },
  ],
}

const parsed = {
  marketplaceId: 'ATVPDKIKX0DER',
  countryCode: 'US',
  marketplaceName: 'Amazon.com',
  domainName: 'www.amazon.com',
  currency: 'USD',
  language: 'en_US',
  storeName: 'BestSellerStore',
  isParticipating: true,
  hasSuspendedListings: false,
}

const parseEntry = (entry: unknown) => parseMarketplaceParticipations({ payload: [entry] })

test("Amazon's own example is read", () => {
  expect(parseMarketplaceParticipations(example)).toEqual([parsed])
})

test('a seller without marketplaces is an empty list', () => {
  expect(parseMarketplaceParticipations({ payload: [] })).toEqual([])
})

describe('missing and additional fields of Amazon’s do no harm', () => {
  test('an unknown marketplace is kept', () => {
    const entry = {
      marketplace: { id: 'A38D8NSA03LJTC', name: 'Non-Amazon DE', countryCode: 'DE' },
      storeName: 'S',
    }
    expect(parseEntry(entry)).toEqual([
      expect.objectContaining({ marketplaceId: 'A38D8NSA03LJTC', currency: '', isParticipating: false }),
    ])
  })

  test.each([
    [
      'fields of tomorrow',
      { ...example.payload[0], accountType: 'NEW', participation: { isParticipating: true, tier: 1 } },
    ],
    ['an id alone', { marketplace: { id: 'ATVPDKIKX0DER' } }],
    [
      'numbers for words',
      { marketplace: { id: 'ATVPDKIKX0DER', name: 7 }, storeName: 8, participation: 'yes' },
    ],
    [
      'null for everything',
      { marketplace: { id: 'ATVPDKIKX0DER', countryCode: null }, storeName: null, participation: null },
    ],
  ])('%s', (_what, entry) => {
    expect(parseEntry(entry)).toEqual([expect.objectContaining({ marketplaceId: 'ATVPDKIKX0DER' })])
  })

  test.each([
    ['no marketplace', { storeName: 'S' }],
    ['no id', { marketplace: { countryCode: 'US' } }],
    ['an invalid id', { marketplace: { id: '../../x' } }],
    ['an id without end', { marketplace: { id: 'A'.repeat(65) } }],
    ['null', null],
  ])('an entry with %s is left out, and the others stay', (_what, entry) => {
    expect(parseMarketplaceParticipations({ payload: [entry, example.payload[0]] })).toEqual([parsed])
  })
})

test('D6: the name of a store is kept as text, cut, and without what Postgres cannot store', () => {
  const nameOf = (storeName: string) => parseEntry({ ...example.payload[0], storeName })?.[0]?.storeName
  expect(nameOf('<script>alert(1)</script>')).toBe('<script>alert(1)</script>')
  expect(nameOf('Bücher & 🔑')).toBe('Bücher & 🔑')
  expect(nameOf('a\u0000b\r\nc')).toBe('a b c')
  // A store's name must not change the direction of the text around it.
  expect(nameOf('a\u202eb\u2066c')).toBe('a b c')
  expect(nameOf('x'.repeat(5_000))).toHaveLength(1_000)
})

test.each([
  null,
  undefined,
  7,
  'x',
  [],
  {},
  { payload: null },
  { payload: {} },
  { errors: [] },
  { payload: Array.from({ length: 1_001 }) },
])('%j is not an answer', (json) => {
  expect(parseMarketplaceParticipations(json)).toBeNull()
})

test('any JSON is read or rejected, and everything read can be stored', () => {
  const leaf = fc.oneof(fc.string({ unit: 'binary' }), fc.constant(null), fc.boolean(), fc.double())
  const record = (...keys: string[]) => fc.dictionary(fc.constantFrom(...keys), leaf)
  const entry = fc.record(
    {
      marketplace: fc.oneof(
        record('id', 'countryCode', 'name', 'domainName'),
        fc.constant(example.payload[0]?.marketplace),
        leaf,
      ),
      storeName: leaf,
      participation: fc.oneof(record('isParticipating', 'hasSuspendedListings'), leaf),
    },
    { requiredKeys: [] },
  )
  const json = fc.oneof(
    fc.record({ payload: fc.array(fc.oneof(entry, leaf), { maxLength: 3 }) }),
    fc.jsonValue(),
  )
  fc.assert(
    fc.property(json, (value) => {
      for (const row of parseMarketplaceParticipations(value) ?? []) {
        expect(row.marketplaceId).toMatch(/^\w{1,64}$/)
        expect(JSON.stringify(Object.values(row))).not.toContain('\\u0000')
      }
    }),
    { numRuns: 10_000 },
  )
})
