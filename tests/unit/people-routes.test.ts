import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isCrossSiteStart } from '#app/_server/http/is-cross-site-start.ts'
import { isOwnRequest } from '#app/_server/http/origin-check.ts'
import { ownPath, ownReturn } from '#app/_server/own-path.ts'
import { describeBrowser } from '#components/people/describe-browser.ts'
import { textIn } from '#lib/languages/text.ts'

const appUrl = 'https://gate.example.com'

test('D4: a request is ours by Sec-Fetch-Site, or by its exact origin or page without that header', () => {
  const isOwn = (headers: Record<string, string>) => isOwnRequest(new Headers(headers), appUrl)
  expect(isOwn({ 'sec-fetch-site': 'same-origin' })).toBe(true)
  expect(isOwn({ origin: appUrl })).toBe(true)
  for (const site of ['cross-site', 'same-site', 'none', '']) {
    expect(isOwn({ 'sec-fetch-site': site, origin: appUrl }), site).toBe(false)
  }
  for (const origin of [
    'null',
    'http://gate.example.com',
    `${appUrl}:444`,
    `${appUrl}.evil.example`,
    `${appUrl}/`,
  ]) {
    expect(isOwn({ origin }), origin).toBe(false)
    expect(isOwn({ origin, referer: `${appUrl}/ops` }), origin).toBe(false)
  }
  expect(isOwn({ referer: `${appUrl}/ops/audit?action=call` })).toBe(true)
  for (const referer of [
    `${appUrl}.evil.example/`,
    `https://evil.example/${appUrl}/`,
    'https://gate.example/',
  ])
    expect(isOwn({ referer }), referer).toBe(false)
  expect(isOwn({})).toBe(false)
})

test('D4: only Amazon can start at /authorize from another site, and not by an empty parameter', () => {
  const from = (site: string, query: string) =>
    isCrossSiteStart(new Headers({ 'sec-fetch-site': site }), new URLSearchParams(query))
  const amazon = 'amazon_callback_uri=https%3A%2F%2Fsellercentral.amazon.com%2Fx&amazon_state=1'
  for (const site of ['cross-site', 'same-site']) {
    expect(from(site, amazon), site).toBe(false)
    for (const query of [
      'marketplace=A1',
      'marketplace=A1&amazon_callback_uri=',
      'amazon_callback_uri',
      '',
    ]) {
      expect(from(site, query), `${site} ${query}`).toBe(true)
    }
  }
  for (const site of ['same-origin', 'none']) expect(from(site, 'marketplace=A1'), site).toBe(false)
  expect(isCrossSiteStart(new Headers(), new URLSearchParams('marketplace=A1'))).toBe(false)
})

test('after sign-in, only redirects to our own paths', () => {
  for (const path of ['/', '/ops', '/authorize?marketplace=A1&x=%2F', '/connect/finish/1#top']) {
    expect(ownPath(path, appUrl)).toBe(path)
  }
  for (const path of [
    ...[
      '',
      'ops',
      '//evil.example',
      '/\\evil.example',
      '/x\\..\\evil',
      'https://evil.example',
      'javascript:alert(1)',
    ],
    ...[
      '/x/..//evil.example',
      '/.//evil.example',
      '/\t/evil.example',
      '/a\nb',
      '/%0a/../..//evil',
      `/${'a'.repeat(5000)}`,
    ],
    ...[undefined, null, 7, ['/ops']],
  ]) {
    expect(ownPath(path, appUrl), String(path)).toBeNull()
  }
})

test('never redirects off-site, whatever `next` says', () => {
  const piece = fc.constantFrom(
    '/',
    '\\',
    '.',
    '..',
    ':',
    '@',
    '?',
    '#',
    '%2f',
    '\t',
    'evil.example',
    'https',
    ' ',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 3 })), { maxLength: 12 }), (pieces) => {
      const path = ownPath(`/${pieces.join('')}`, appUrl)
      expect(path === null || new URL(path, appUrl).origin === appUrl).toBe(true)
    }),
    { numRuns: 10_000 },
  )
})

test('browsers are shown by their common names', () => {
  const describe = (userAgent: string | null) => describeBrowser(userAgent, textIn('en', 'me'))
  const chrome =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0 Safari/537.36'
  expect(describe(chrome)).toBe('Chrome on Windows')
  expect(describe(`${chrome} Edg/156.0`)).toBe('Edge on Windows')
  expect(
    describe(
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1 Version/19.0 Mobile Safari/604.1',
    ),
  ).toBe('Safari on iOS')
  expect(describe('Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0')).toBe(
    'Firefox on Linux',
  )
  expect(describe('curl/8.9')).toBe('curl')
  expect(describe(null)).toBe('Unknown browser')
})

test('returns to addresses of our own only, whole or as a path', () => {
  expect(ownReturn(appUrl, appUrl)).toBe(`${appUrl}/`)
  expect(ownReturn(`${appUrl}/ops?a=1`, appUrl)).toBe(`${appUrl}/ops?a=1`)
  expect(ownReturn('/ops', appUrl)).toBe(`${appUrl}/ops`)
  const foreign = [
    '',
    'x',
    '//evil.example',
    'http://[',
    '%zz',
    `${appUrl}.evil.example`,
    `${appUrl}@evil.example`,
  ]
  for (const text of [...foreign, 'javascript:alert(1)', 'https://evil.example/']) {
    expect(ownReturn(text, appUrl), text).toBeNull()
  }
})
