import { expect, test } from 'vitest'
import { networkOf } from '#lib/tokens/key-networks.ts'

test.each([
  ['203.0.113.7', '203.0.113.0/24'],
  ['2001:db8:12:34::1', '2001:db8:12::/48'],
  ['2001:0DB8:0012::', '2001:db8:12::/48'],
  ['::1', '0:0:0::/48'],
  ['localhost', null],
  [null, null],
])('the network of %s is %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})
