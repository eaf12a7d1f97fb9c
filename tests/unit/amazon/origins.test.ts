import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { centralHosts } from '#lib/amazon/marketplaces.ts'
import { createOrigins } from '#lib/amazon/origins.ts'

const bases = ['http://127.0.0.1:4270', 'http://localhost:4270/amazon', 'http://[::1]:4270'] as const
const canonical = fc
  .record({
    host: fc.constantFrom(...centralHosts, 'api.amazon.com'),
    path: fc.webPath(),
    query: fc.webQueryParameters(),
  })
  .map(({ host, path, query }) => `https://${host}${path}?${query}`)

test("without an override, Amazon's addresses are unchanged", () => {
  const origins = createOrigins(null)
  fc.assert(
    fc.property(canonical, (url) => {
      expect(origins.toReachableUrl(url)).toBe(url)
      expect(origins.canonical(url)).toBe(url)
    }),
  )
  expect(origins.simulated).toBe(false)
  expect(origins.sources(['amazon.com', 'sellercentral.amazon.de'])).toEqual([
    'https://amazon.com',
    'https://sellercentral.amazon.de',
  ])
})

describe.each(bases)('F1: with Amazon at %s', (base) => {
  const origins = createOrigins(base)

  test('every address is reached there, and comes back in its canonical form', () => {
    fc.assert(
      fc.property(canonical, (url) => {
        expect(origins.toReachableUrl(url)).toBe(`${base}/${url.slice('https://'.length)}`)
        expect(new URL(origins.toReachableUrl(url)).origin).toBe(new URL(base).origin)
        expect(origins.canonical(origins.toReachableUrl(url))).toBe(url)
      }),
      { numRuns: 1_000 },
    )
  })

  test('and pages can only redirect there', () => {
    expect(origins.simulated).toBe(true)
    expect(origins.sources(['amazon.com'])).toEqual([new URL(base).origin])
  })
})

test.each([
  'http://127.0.0.1:42700/api.amazon.com/x',
  'http://127.0.0.1:4270.evil.example/api.amazon.com/x',
  'http://127.0.0.1:4270@evil.example/x',
  'https://evil.example/http://127.0.0.1:4270/api.amazon.com',
])('%s is not under the override, so it stays as it is', (url) => {
  expect(createOrigins('http://127.0.0.1:4270').canonical(url)).toBe(url)
})
