import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AllowedNetworks, noNetworks, parseNetworks, refuseAddress } from '#lib/outbound/address.ts'

function allow(text: string): AllowedNetworks {
  const networks = parseNetworks(text)
  if (typeof networks === 'string') throw new Error(networks)
  return networks
}

test.each([
  ['127.0.0.1', 'loopback'],
  ['127.255.255.254', 'loopback'],
  ['::1', 'loopback'],
  ['10.0.0.1', 'private'],
  ['172.31.255.255', 'private'],
  ['192.168.1.1', 'private'],
  ['fd12:3456::1', 'private'],
  ['100.64.0.1', 'shared'],
  ['169.254.1.1', 'link_local'],
  ['fe80::1', 'link_local'],
  ['fe80::1%eth0', 'link_local'],
  ['169.254.169.254', 'metadata'],
  ['fd00:ec2::254', 'metadata'],
  ['168.63.129.16', 'metadata'],
  ['0.0.0.0', 'unspecified'],
  ['0.1.2.3', 'unspecified'],
  ['::', 'unspecified'],
  ['224.0.0.1', 'multicast'],
  ['ff02::1', 'multicast'],
  ['255.255.255.255', 'reserved'],
  ['198.18.0.1', 'reserved'],
  ['203.0.113.9', 'reserved'],
  ['2001:db8::1', 'reserved'],
  ['2002:7f00:1::', 'reserved'],
  ['100::1', 'reserved'],
  ['4000::1', 'reserved'],
])('refuses %s as %s', (address, kind) => {
  expect(refuseAddress(address, noNetworks)).toBe(kind)
})

test.each([
  ['::ffff:127.0.0.1', 'loopback'],
  ['::ffff:7f00:1', 'loopback'],
  ['::ffff:a9fe:a9fe', 'metadata'],
  ['::127.0.0.1', 'loopback'],
  ['::ffff:0:10.0.0.1', 'private'],
  ['64:ff9b::a9fe:a9fe', 'metadata'],
  ['64:ff9b::10.0.0.1', 'private'],
  ['::ffff:8.8.8.8', 'mapped'],
])('finds the IPv4 address in %s', (address, kind) => {
  expect(refuseAddress(address, noNetworks)).toBe(kind)
})

test.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '64:ff9b::808:808'])(
  'sends to %s',
  (address) => {
    expect(refuseAddress(address, noNetworks)).toBeNull()
  },
)

describe('a listed network', () => {
  test('is allowed, in either notation', () => {
    const networks = allow('10.20.0.0/16, fd00:1::/32,127.0.0.1/32')
    for (const address of ['10.20.3.4', '::ffff:10.20.3.4', 'fd00:1::5', '127.0.0.1']) {
      expect([address, refuseAddress(address, networks)]).toEqual([address, null])
    }
    expect(refuseAddress('10.21.0.1', networks)).toBe('private')
    expect(refuseAddress('fd00:2::1', networks)).toBe('private')
    expect(refuseAddress('127.0.0.2', networks)).toBe('loopback')
  })

  test('never includes metadata and link-local addresses', () => {
    const networks = allow('0.0.0.0/0,::/0')
    const addresses = ['169.254.169.254', '169.254.1.1', '::ffff:169.254.169.254', 'fd00:ec2::254', '0.0.0.0']
    for (const address of [...addresses, 'fe80::1', '100.100.100.200', 'ff02::1']) {
      expect([address, refuseAddress(address, networks)]).not.toEqual([address, null])
    }
    expect(refuseAddress('10.0.0.1', networks)).toBeNull()
  })

  test.each([
    ['10.0.0.0', /"10.0.0.0" is not one/],
    ['10.0.0.0/33', /is not one/],
    ['10.0.0.0/8/8', /is not one/],
    ['10.0.0.0/8,', /"" is not one/],
    ['localhost', /"localhost" is not one/],
    ['169.254.0.0/16', /must not hold 169.254.0.0\/16/],
    ['169.254.169.254/32', /metadata service/],
    ['fe80::/64', /link-local/],
    ['::ffff:10.0.0.0/104', /as the IPv4 network/],
  ])('%s is reported', (text, problem) => {
    expect(parseNetworks(text)).toMatch(problem)
  })
})

test('an IPv4 address is classified alike in every notation', () => {
  const networks = allow('10.0.0.0/8,203.0.113.0/24')
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      const plain = refuseAddress(address, networks)
      const mapped = refuseAddress(`::ffff:${address}`, networks)
      if (networks.has(address)) expect([plain, mapped]).toEqual([null, null])
      else expect(mapped).toBe(plain ?? 'mapped')
    }),
  )
})
