import { describe, expect, test } from 'vitest'
import { locationHeader, noteTarget, rawQuery } from '#app/_server/http/target.ts'

const appUrl = 'https://gate.example.com'

/** The target of a redirect, or null. */
function redirectOf(
  headers: Record<string, string>,
  { url = '/connect?a=%20b', method = 'GET', trustedProxies = 0, appUrl: at = appUrl } = {},
) {
  const request = { url, method, headers: { ...headers } as Record<string, string | undefined> }
  noteTarget(request, { trustedProxies, appUrl: at })
  return request.url === '/redirect' ? request.headers[locationHeader] : null
}

describe('a page under another host name is redirected to APP_URL', () => {
  test.each([
    '127.0.0.1:3000',
    'localhost',
    '[::1]:3000',
    'gate.example.com.',
    'GATE.example.net',
    'evil.example',
    'a b',
  ])('%s', (host) => {
    expect(redirectOf({ host })).toBe('https://gate.example.com/connect?a=%20b&gatehouse-redirected=1')
  })

  test.each(['gate.example.com', 'GATE.Example.com', 'gate.example.com:443', 'gate.example.com:8443'])(
    '%s has its own name',
    (host) => {
      expect(redirectOf({ host })).toBeNull()
    },
  )

  test('with its original target, and never a second time', () => {
    const host = '10.0.0.5'
    const first = redirectOf({ host }, { url: '/authorize?amazon_state=a%20b+c%2b' })
    expect(first).toBe(`${appUrl}/authorize?amazon_state=a%20b+c%2b&gatehouse-redirected=1`)
    expect(redirectOf({ host }, { url: first?.slice(appUrl.length) ?? '' })).toBeNull()
    const plain = redirectOf({ host }, { url: '/' })
    expect(plain).toBe(`${appUrl}/?gatehouse-redirected=1`)
    expect(redirectOf({ host }, { url: '/?gatehouse-redirected=1' })).toBeNull()
  })

  test('but not a form, a script’s request or one without a host', () => {
    const host = '10.0.0.5'
    expect(redirectOf({ host }, { method: 'POST' })).toBeNull()
    expect(redirectOf({ host, 'sec-fetch-mode': 'cors' })).toBeNull()
    expect(redirectOf({ host }, { url: '/connect?_rsc=1abc' })).toBeNull()
    expect(redirectOf({})).toBeNull()
    expect(redirectOf({ host, 'sec-fetch-mode': 'navigate' }, { method: 'HEAD' })).not.toBeNull()
  })

  test('behind trusted proxies by the requested host', () => {
    const inside = { host: 'app:3000' }
    const one = { trustedProxies: 1 }
    expect(redirectOf({ ...inside, 'x-forwarded-host': 'gate.example.com' }, one)).toBeNull()
    expect(redirectOf({ ...inside, 'x-forwarded-host': 'www.example.com' }, one)).not.toBeNull()
    expect(redirectOf({ ...inside, 'x-forwarded-host': 'evil.example, gate.example.com' }, one)).toBeNull()
    const two = { trustedProxies: 2 }
    expect(redirectOf({ ...inside, 'x-forwarded-host': 'gate.example.com, inner:80' }, two)).toBeNull()
    expect(redirectOf({ ...inside, 'x-forwarded-host': 'gate.example.com' }, two)).toBeNull()
    expect(redirectOf({ host: 'gate.example.com' }, one), 'a proxy that keeps the host').toBeNull()
    const claimed = { host: '10.0.0.5', 'x-forwarded-host': 'gate.example.com' }
    expect(redirectOf(claimed), 'nobody may claim it without a proxy').not.toBeNull()
  })

  test.each([
    '/healthz',
    '/readyz',
    '/api/v1/authorizations?x=1',
    '/auth/o2/token',
    '/mcp',
    '/_next/static/x.js',
    '/icon.svg',
    '/site.webmanifest',
    '/.well-known/security.txt',
  ])('but not %s', (url) => {
    expect(redirectOf({ host: '10.0.0.5' }, { url })).toBeNull()
  })

  test('and no client can choose the address', () => {
    const request = {
      url: '/redirect',
      method: 'GET',
      headers: { host: 'gate.example.com', [locationHeader]: 'https://evil.example' },
    }
    noteTarget(request, { trustedProxies: 0, appUrl })
    expect(request.headers).not.toHaveProperty(locationHeader)
  })
})

test('the query is unchanged, except for the marker of a redirect', () => {
  const query = (url: string) => {
    const request = {
      url,
      method: 'POST',
      headers: { 'x-gatehouse-target': '/?forged' } as Record<string, string>,
    }
    noteTarget(request, { trustedProxies: 0, appUrl })
    return [request.url, rawQuery(new Headers(request.headers))]
  }
  expect(query('/authorize?amazon_state=a%20b+c%2b')).toEqual([
    '/authorize?amazon_state=a%20b+c%2b',
    '?amazon_state=a%20b+c%2b',
  ])
  expect(query('/x?a=1&gatehouse-redirected=1&&b=?')).toEqual(['/x?a=1&&b=?', '?a=1&&b=?'])
  expect(query('/x?gatehouse-redirected=1')).toEqual(['/x', ''])
  expect(query('/x')).toEqual(['/x', ''])
})
