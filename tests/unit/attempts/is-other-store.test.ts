import { expect, test } from 'vitest'
import { isOtherStore } from '#lib/attempts/store-grant.ts'

const us = 'ATVPDKIKX0DER'
const ca = 'A2EUQ1WTGCTBG2'
const nonAmazonUs = 'A2ZV50J4W1RKNI'
const store = (marketplaceId: string, storeName: string, isParticipating = true) => ({
  marketplaceId,
  storeName,
  isParticipating,
  domainName: marketplaceId === nonAmazonUs ? 'siprod.stores.amazon.com' : 'www.amazon.com',
})

test.each([
  ['other marketplaces and other names', [store(us, 'Pine')], [store(ca, 'Oak')], true],
  ['the same name elsewhere', [store(us, 'Pine')], [store(ca, ' PINE ')], false],
  ['another name in the same marketplace', [store(us, 'Pine')], [store(us, 'Oak')], false],
  ['one marketplace of many in common', [store(us, 'Pine'), store(ca, 'Pine')], [store(ca, 'Oak')], false],
  [
    'only a marketplace in which neither sells',
    [store(us, 'Pine'), store(ca, 'Pine', false)],
    [store(ca, 'Oak')],
    true,
  ],
  ['nowhere selling, but the same marketplace', [store(us, 'Pine', false)], [store(us, 'Oak', false)], false],
  ['no names in either', [store(us, '')], [store(ca, '')], true],
  [
    'only a marketplace that is not Amazon’s',
    [store(us, 'Pine'), store(nonAmazonUs, 'Pine')],
    [store(ca, 'Oak'), store(nonAmazonUs, 'Oak')],
    true,
  ],
  ['nothing known before', [], [store(ca, 'Oak')], false],
  ['nothing known of the new grant', [store(us, 'Pine')], null, false],
  ['nothing but marketplaces that are not Amazon’s', [store(nonAmazonUs, 'Pine')], [store(ca, 'Oak')], false],
] as const)('%s', (_, known, found, expected) => {
  expect(isOtherStore(known, found)).toBe(expected)
})
