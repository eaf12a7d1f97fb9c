import { once } from 'node:events'
import { connect } from 'node:net'
import { expect } from '@playwright/test'
import { Client } from './client.ts'
import { test } from './fixtures.ts'

/** The first bytes of a server's answer to a handwritten request. */
async function exchange(origin: string, head: readonly string[], body: string | Buffer = '') {
  const { hostname, port, host } = new URL(origin)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => {})
  socket.write(`${[...head.slice(0, 1), `Host: ${host}`, ...head.slice(1)].join('\r\n')}\r\n\r\n`)
  socket.write(body)
  const answered = once(socket, 'data').then(([bytes]: Buffer[]) => String(bytes))
  const answer = await Promise.race([
    answered,
    once(socket, 'close').then(() => 'nothing: connection closed'),
  ])
  socket.destroy()
  return answer
}

/** As Java's HttpClient and `curl --http2` offer it. */
const h2c = [
  'Connection: Upgrade, HTTP2-Settings',
  'Upgrade: h2c',
  'HTTP2-Settings: AAEAAEAAAAIAAAAAAAMAAAAAAAQBAAAAAAUAAEAAAAYABgAA',
]
const otherUpgrades = [
  ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=='],
  ['Connection: Upgrade', 'Upgrade: TLS/1.0'],
  ['Connection: upgrade', 'Upgrade: foo/2'],
]

test('answers clients that offer HTTP/2 in HTTP/1.1', async ({ demo }) => {
  for (const upgrade of [h2c, ...otherUpgrades]) {
    for (const path of ['/', '/sign-in', '/healthz', '/api/v1/openapi.json', '/icon.svg']) {
      for (const origin of [demo.app, demo.api]) {
        const answer = await exchange(origin, [`GET ${path} HTTP/1.1`, ...upgrade])
        expect(answer, `${origin}${path} ${upgrade[1]}`).toMatch(/^HTTP\/1\.1 (200|404) /)
      }
    }
    const vend = [`POST /api/v1/authorizations/x/access-token HTTP/1.1`, ...upgrade, 'Content-Length: 2']
    for (const origin of [demo.app, demo.api]) {
      expect(await exchange(origin, vend, '{}'), origin).toMatch(/^HTTP\/1\.1 401 /)
    }
  }
})

test('doesn’t reveal internal addresses', async ({ demo, seller }) => {
  const { port } = new URL(demo.api)
  const paths = [
    ...[
      '/',
      '/healthz',
      '/readyz',
      '/api/v1/openapi.json',
      '/api/v1/authorizations',
      '/api/v1/%zz',
      '/nowhere',
    ],
    ...['/%zz', '/authorize', '/sp-api/auth', '/connect/connections', '/api/auth/session', '/auth/o2/token'],
  ]
  for (const path of paths) {
    for (const ask of [{}, { rsc: '1' }, { 'x-nextjs-data': '1' }, { 'x-middleware-prefetch': '1' }]) {
      const { headers } = await seller.ask(path, { headers: ask })
      const internal = Object.entries(headers).filter(
        ([name, value]) => name.startsWith('x-middleware') || String(value).includes(`:${port}`),
      )
      expect(internal, path).toEqual([])
    }
  }
})

test('refuses unknown methods without a server error', async ({ demo }) => {
  for (const origin of [demo.app, demo.api]) {
    for (const path of [
      '/',
      '/healthz',
      '/api/auth/session',
      '/sp-api/auth',
      '/api/v1/authorizations',
      '/ops',
      '/icon.svg',
      '/_next/static/x.js',
    ]) {
      for (const method of ['TRACE', 'TRACK', 'PROPFIND', 'FOO', 'OPTIONS', 'M-SEARCH']) {
        const answer = await exchange(origin, [`${method} ${path} HTTP/1.1`])
        expect(answer, `${method} ${origin}${path}`).toMatch(/^HTTP\/1\.1 [24]\d\d /)
      }
    }
  }
  expect(await exchange(demo.app, ['TRACE / HTTP/1.1'])).toMatch(/^HTTP\/1\.1 405 /)
})

test('answers damaged forms, ranges, targets and headers without a server error', async ({ demo }) => {
  const { status, headers } = await new Client(demo.app).ask('/icon.svg', { headers: { range: 'bytes=a-b' } })
  expect(status).toBe(200)
  expect(headers['content-type']).toMatch(/^image\/svg/)
  for (const path of ['/sign-in', '/nowhere', '/ops', '/connect/link/x']) {
    for (const type of ['multipart/form-data', 'multipart/form-data; boundary=x']) {
      const form = { origin: demo.app, 'content-type': type }
      const post = await new Client(demo.app).ask(path, { method: 'POST', headers: form, body: '--x\r\n' })
      expect(post.status, path).toBe(400)
      expect(post.body, path).toContain('Invalid request')
    }
    const stateful = { rsc: '1', 'next-router-state-tree': '%00' }
    expect((await new Client(demo.app).ask(path, { headers: stateful })).status, path).toBeLessThan(500)
  }
  expect(await exchange(demo.app, ['OPTIONS * HTTP/1.1'])).toMatch(/^HTTP\/1\.1 400 /)
  expect(await exchange(demo.app, [`GET ${demo.app}/sign-in HTTP/1.1`])).toMatch(/^HTTP\/1\.1 200 /)
})

function chunkedPost(path: string, origin: string): string[] {
  return [
    `POST ${path} HTTP/1.1`,
    `Origin: ${origin}`,
    'Content-Type: application/x-www-form-urlencoded',
    'Transfer-Encoding: chunked',
  ]
}

test('answers 413 to 100 MB in chunks, at any URL', async ({ demo }) => {
  test.slow()
  const megabyte = Buffer.alloc(1_048_576, 'a')
  const chunks = Buffer.concat([Buffer.from('6400000\r\n'), ...Array.from({ length: 100 }, () => megabyte)])
  const paths = [
    ...['/', '/diagnose', '/sign-in', '/ops', '/nowhere', '/_next/static/x', '/icon.svg', '/sp-api/auth'],
    ...['/healthz', '/api/v1/authorizations', '/api/v1/authorizations/x/access-token', '/auth/o2/token'],
    ...['/api/auth/signout', '/api/auth/callback/credentials'],
  ]
  for (const origin of [demo.app, demo.api, demo.simulator]) {
    for (const path of paths) {
      const answer = await exchange(origin, chunkedPost(path, demo.app), chunks)
      expect(answer, `${origin}${path}`).toMatch(/^HTTP\/1\.1 413 /)
    }
  }
})

test('reads a chunked form like one with a length', async ({ demo }) => {
  const body = '3\r\na=b\r\n0\r\n\r\n'
  const csrf = await exchange(demo.app, chunkedPost('/api/auth/signout', demo.app), body)
  expect(csrf).toMatch(/^HTTP\/1\.1 302 /)
  expect(await exchange(demo.app, chunkedPost('/diagnose', demo.app), body)).toMatch(/^HTTP\/1\.1 200 /)
  const program = chunkedPost('/api/v1/authorizations/x/access-token', demo.app)
  expect(await exchange(demo.app, program, body)).toMatch(/^HTTP\/1\.1 401 /)
})

const badReturns = [
  'http://[',
  'nonsense',
  '%zz',
  '%00',
  '//',
  '/\\evil',
  'javascript:1',
  'https://evil.example',
  '',
]

test('answers an invalid return URL without a server error', async ({ demo }) => {
  const fresh = new Client(demo.app)
  await fresh.ask('/api/auth/csrf')
  const cookie = [...fresh.cookies.keys()].find((name) => name.endsWith('next-auth.callback-url')) ?? ''
  expect(cookie).not.toBe('')
  for (const address of badReturns) {
    const query = `callbackUrl=${encodeURIComponent(address)}`
    for (const action of [
      'signin',
      'signout',
      'csrf',
      'session',
      'providers',
      'error',
      'callback/credentials',
      'callback/x',
    ]) {
      for (const given of [query, `${query}&callbackUrl=b`, `callbackUrl=${address}`]) {
        const client = new Client(demo.app)
        client.cookies.set(cookie, encodeURIComponent(address))
        const get = await client.ask(`/api/auth/${action}?${given}`)
        expect(get.status, `GET ${action} ${given}`).toBeLessThan(500)
        expect(get.headers.location ?? '', `GET ${action} ${given}`).not.toMatch(/evil|Configuration/)
        const headers = { origin: demo.app, 'content-type': 'application/x-www-form-urlencoded' }
        const post = await client.ask(`/api/auth/${action}`, { method: 'POST', headers, body: given })
        expect(post.status, `POST ${action} ${given}`).toBeLessThan(500)
      }
    }
    for (const path of ['/sign-in', '/sign-up', '/setup']) {
      expect((await new Client(demo.app).ask(`${path}?${query}&next=${query}`)).status, path).toBe(200)
    }
  }
  const headers = { origin: demo.app, 'content-type': 'application/json' }
  const damaged = await new Client(demo.app).ask('/api/auth/signout', { method: 'POST', headers, body: '{' })
  expect(damaged.status).toBe(415)
})

test('answers an invalid error code without a server error', async ({ demo }) => {
  for (const code of [
    '€',
    '%E2%82%AC',
    '%0D%0AX-Injected:%201',
    '%00',
    '%zz',
    '%F0%9F%98%80',
    '',
    'x&error=€',
  ]) {
    for (const action of ['error', 'signin', 'signout', 'csrf', 'session', 'providers']) {
      const { status, headers } = await new Client(demo.app).ask(
        encodeURI(`/api/auth/${action}?error=`) + code,
      )
      expect(status, `${action} ${code}`).toBeLessThan(500)
      expect(headers).not.toHaveProperty('x-injected')
    }
  }
})

test('distinguishes clients with refused keys behind the app', async ({ demo }) => {
  const key = `ghk_${'0'.repeat(12)}_${'x'.repeat(43)}`
  const ask = async (origin: string, address: string) => {
    const headers = { authorization: `Bearer ${key}`, 'x-gatehouse-address': address }
    return (await new Client(origin).ask('/api/v1/authorizations', { headers })).status
  }
  // All of them come from this machine: a client's own statements don't count.
  const askFrom = (place: number) => ask(demo.app, `guess 203.0.113.${place}`)
  // Together, because the number within a minute counts.
  await Promise.all(Array.from({ length: 30 }, (_, place) => askFrom(place)))
  expect(await askFrom(30)).toBe(429)
})
