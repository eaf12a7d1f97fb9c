import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseReturnTo, returnLink } from '#lib/links/return-url.ts'

const allowed = [
  'https://app.example.com/amazon/done',
  'https://app.example.com/with?fixed=1',
  'http://127.0.0.1:8080/done',
]

describe('A21: the return URL must be on the application’s list', () => {
  test.each([
    'https://app.example.com/amazon/done',
    'https://app.example.com/amazon/done?',
    'https://app.example.com/amazon/done?order=7&name=O%27Brien',
    "https://app.example.com/amazon/done?to=https://evil.example/'",
    'https://app.example.com/with',
    'https://app.example.com/with?other=2',
    'http://127.0.0.1:8080/done?x',
  ])('%s is kept', (text) => {
    expect(parseReturnTo(text, allowed)).toBe(text)
  })

  test('unescaped characters in a link’s query are escaped', () => {
    expect(parseReturnTo('https://app.example.com/with?name=Jo Bl\u00f6d', allowed)).toBe(
      'https://app.example.com/with?name=Jo%20Bl%C3%B6d',
    )
  })

  test.each([
    '',
    '/amazon/done',
    '//app.example.com/amazon/done',
    'app.example.com/amazon/done',
    'http://app.example.com/amazon/done',
    'https://app.example.com',
    'https://app.example.com/',
    'https://app.example.com/amazon/done/',
    'https://app.example.com/amazon/done/../../admin',
    'https://app.example.com/amazon/./done',
    'https://app.example.com/amazon//done',
    'https://app.example.com/amazon%2Fdone',
    'https://app.example.com/AMAZON/done',
    'https://app.example.com/amazon/done#token',
    'https://app.example.com/amazon/done?x#y',
    'https://app.example.com/amazon/done;x',
    'https://app.example.com/amazon/doneevil',
    'https://app.example.com:443/amazon/done',
    'https://app.example.com:8443/amazon/done',
    'https://app.example.com./amazon/done',
    'https://APP.example.com/amazon/done',
    'https://app.example.com.evil.example/amazon/done',
    'https://app.example.com@evil.example/amazon/done',
    'https://app.example.com:x@evil.example/amazon/done',
    'https://user@app.example.com/amazon/done',
    'https://evil.example/https://app.example.com/amazon/done',
    'https://evil.example/?https://app.example.com/amazon/done',
    'https:app.example.com/amazon/done',
    'https:/app.example.com/amazon/done',
    'https:\\\\app.example.com\\amazon\\done',
    'https://app.example.com\\@evil.example/amazon/done',
    'https://\u0430pp.example.com/amazon/done',
    'https://app.example.com/amazon/done\u200b',
    ' https://app.example.com/amazon/done',
    'https://app.example.com/amazon/done ',
    'https://app.example.com/amazon/done?a\nb',
    'https://app.example.com/amazon/done\r\nLocation: https://evil.example',
    'https://app.example.com/amazon/done?\0',
    'javascript:alert(1)//https://app.example.com/amazon/done',
    'data:text/html,https://app.example.com/amazon/done',
    'blob:https://app.example.com/amazon/done',
    'view-source:https://app.example.com/amazon/done',
    'http://localhost:8080/done',
    'http://127.1:8080/done',
    'http://127.0.0.1/done',
  ])('%j is refused', (text) => {
    expect(parseReturnTo(text, allowed)).toBeNull()
  })

  test('more than 2,000 characters are refused', () => {
    expect(parseReturnTo(`https://app.example.com/amazon/done?${'x'.repeat(2_000)}`, allowed)).toBeNull()
  })

  test('an application without a list has no return URL', () => {
    expect(parseReturnTo('https://app.example.com/amazon/done', [])).toBeNull()
  })

  test('every accepted URL has the origin and the path of an address on the list', () => {
    const places = new Set(allowed.map((address) => placeOf(new URL(address))))
    const text = fc.oneof(
      fc.tuple(fc.constantFrom(...allowed), fc.string({ unit: 'binary' })).map(([base, rest]) => base + rest),
      fc.tuple(fc.string(), fc.constantFrom(...allowed), fc.string()).map((parts) => parts.join('')),
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
    )
    fc.assert(
      fc.property(text, (candidate) => {
        const kept = parseReturnTo(candidate, allowed)
        if (kept === null) return
        const url = new URL(kept)
        expect(places).toContain(placeOf(url))
        expect([url.username, url.password, url.hash]).toEqual(['', '', ''])
      }),
      { numRuns: 10_000 },
    )
  })
})

test('the result is added as ids only, and replaces an earlier claim', () => {
  const authorization = '0b7e6c1a-9f1d-4c53-8c8e-2f6f3b1f7a10'
  const link = returnLink('https://app.example.com/done?order=7&result=connected&authorization=x', {
    result: 'failed',
  })
  expect(link).toEqual({
    host: 'app.example.com',
    href: 'https://app.example.com/done?order=7&result=failed',
  })
  expect(returnLink('https://app.example.com/done', { result: 'connected', authorization })?.href).toBe(
    `https://app.example.com/done?result=connected&authorization=${authorization}`,
  )
  expect(returnLink(null, { result: 'failed' })).toBeNull()
})

test.each(['q=a%20b', 'q=a+b%2Bc', 'q=%e4%FC', "name=O'Brien~(x)*;a:b@c", 'a&&b=&=c', 'plain', 'q=100%'])(
  'the return URL stays byte for byte, whatever its query: %s',
  (query) => {
    expect(returnLink(`https://app.example.com/done?${query}`, { result: 'failed' })?.href).toBe(
      `https://app.example.com/done?${query}&result=failed`,
    )
  },
)

test('a claimed result is removed in any spelling', () => {
  const claimed = 'https://app.example.com/done?%72esult=connected&a=1&result&authorization=x&results=2'
  expect(returnLink(claimed, { result: 'failed' })?.href).toBe(
    'https://app.example.com/done?a=1&results=2&result=failed',
  )
})

function placeOf({ origin, pathname }: URL): string {
  return origin + pathname
}
