import { expect, test } from 'vitest'
import { noteAddress } from '#app/_server/http/address.ts'
import { clientAddress, readAddress } from '#lib/client-address.ts'
import { addressSubject } from '#lib/people/throttle.ts'

const facts = { trustedProxies: 0, appUrl: 'http://localhost:3000', mark: 'the-mark' }

test('A22: without proxies the address is the peer, whatever the headers claim', () => {
  expect(clientAddress('::ffff:192.0.2.7', '203.0.113.1', 0)).toBe('192.0.2.7')
  expect(clientAddress('2001:db8::5%eth0', undefined, 0)).toBe('2001:db8::5')
  expect(clientAddress(undefined, '203.0.113.1', 0)).toBeNull()
})

test('behind n proxies the address is the n-th from the right', () => {
  const chain = '6.6.6.6, 203.0.113.9, 198.51.100.2'
  expect(clientAddress('10.0.0.1', chain, 1)).toBe('198.51.100.2')
  expect(clientAddress('10.0.0.1', chain, 2)).toBe('203.0.113.9')
  expect(clientAddress('10.0.0.1', ['6.6.6.6', '203.0.113.9:4711'], 1)).toBe('203.0.113.9')
  expect(clientAddress('10.0.0.1', '[2001:db8::9]:443', 1)).toBe('2001:db8::9')
})

test('with fewer entries than proxies, or invalid ones, the peer counts', () => {
  for (const forwarded of [undefined, '', '203.0.113.9', 'unknown, 203.0.113.9', '<script>, 203.0.113.9']) {
    expect(clientAddress('10.0.0.1', forwarded, 2)).toBe('10.0.0.1')
  }
})

test('a client’s claims about itself are removed', () => {
  const claimed = (): Record<string, string | undefined> => ({
    'x-gatehouse-address': 'a-guess 6.6.6.6',
    'x-forwarded-for': '6.6.6.6',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    forwarded: 'for=6.6.6.6',
    host: 'localhost:3000',
  })
  const headers = claimed()
  noteAddress(headers, '192.0.2.7', facts)
  expect(headers).toEqual({ 'x-gatehouse-address': 'the-mark 192.0.2.7', host: 'localhost:3000' })
  const withoutPeer = claimed()
  noteAddress(withoutPeer, undefined, facts)
  expect(withoutPeer).toEqual({ host: 'localhost:3000' })
})

test('a request that Next sends itself for a visitor keeps the visitor’s address', () => {
  const headers: Record<string, string | undefined> = {}
  noteAddress(headers, '192.0.2.7', facts)
  noteAddress(headers, '127.0.0.1', facts)
  expect(readAddress(headers['x-gatehouse-address'], 'the-mark')).toBe('192.0.2.7')
})

test('behind https the public host is that of APP_URL', () => {
  const headers: Record<string, string | undefined> = { 'x-forwarded-host': 'evil.example' }
  noteAddress(headers, '10.0.0.1', { ...facts, appUrl: 'https://gate.example.com' })
  expect(headers).toMatchObject({ 'x-forwarded-host': 'gate.example.com', 'x-forwarded-proto': 'https' })
})

test('an address without the mark of this installation was written by the client', () => {
  expect(readAddress('guess 6.6.6.6', 'the-mark')).toBeNull()
  expect(readAddress('guess 6.6.6.6', null)).toBeNull()
  expect(readAddress(' 6.6.6.6', null)).toBeNull()
  expect(readAddress(null, 'the-mark')).toBeNull()
  expect(readAddress('the-mark 192.0.2.7', 'the-mark')).toBe('192.0.2.7')
})

test('IPv6 addresses of one network count together, in every spelling', () => {
  const network = '2001:db8:0:7::/64'
  for (const address of ['2001:db8:0:7::1', '2001:DB8:0:7:ffff::', '2001:0db8:0000:0007:1:2:3:4']) {
    expect(addressSubject(address)).toBe(network)
  }
  expect(addressSubject('::1')).toBe('0:0:0:0::/64')
  expect(addressSubject('192.0.2.7')).toBe('192.0.2.7')
  expect(addressSubject(null)).toBe('unknown')
})

test('a form of a page without a referrer is recognized by a header that no page can forge', () => {
  const own = { origin: 'null', 'sec-fetch-site': 'same-origin' }
  noteAddress(own, '192.0.2.7', facts)
  expect(own.origin).toBe('http://localhost:3000')
  for (const foreign of [
    { origin: 'null' },
    { origin: 'null', 'sec-fetch-site': 'cross-site' },
    { origin: 'null', 'sec-fetch-site': 'none' },
    { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
  ]) {
    const { origin } = foreign
    noteAddress(foreign, '192.0.2.7', facts)
    expect(foreign.origin).toBe(origin)
  }
})
