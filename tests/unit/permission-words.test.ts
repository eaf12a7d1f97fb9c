import { expect, test } from 'vitest'
import { permissionsOf } from '#components/connect/permission-words.ts'
import { roleNames } from '#lib/amazon/roles/probes.ts'

const words = (permissions: readonly { readonly word: string }[]) => permissions.map(({ word }) => word)

test.each(roleNames)('%s lets an application see or change something', (role) => {
  const { sees, changes, unknown } = permissionsOf([role], ['seller'])
  expect(sees.length + changes.length).toBeGreaterThan(0)
  expect(unknown).toEqual([])
})

test('recognizes a role in any of Amazon’s spellings', () => {
  const spellings = [
    'Direct to Consumer Shipping',
    'Direct-to-Consumer Shipping (Restricted)',
    'Direct-to-Consumer Delivery',
  ]
  for (const spelling of spellings) {
    expect(words(permissionsOf([spelling], ['seller']).sees)).toEqual(['seeAddresses'])
  }
})

test('names an unknown role as it is', () => {
  expect(permissionsOf(['Pricing', 'Time Travel'], ['seller']).unknown).toEqual(['Time Travel'])
})

test('names a permission of two roles once', () => {
  const { changes } = permissionsOf(
    ['Finance and Accounting', 'Payment Initiation Service Provider'],
    ['seller'],
  )
  expect(words(changes)).toEqual(['changePayouts'])
})

test('distinguishes sellers and vendors if a role means something else to each', () => {
  expect(permissionsOf(['Amazon Fulfillment'], ['vendor']).sees).toEqual([
    { word: 'seePurchaseOrders', only: 'vendor' },
  ])
  expect(permissionsOf(['Amazon Fulfillment', 'Product Listing'], ['seller', 'vendor']).sees).toEqual([
    { word: 'seeListings', only: null },
    { word: 'seeFba', only: 'seller' },
    { word: 'seePurchaseOrders', only: 'vendor' },
  ])
})

test('an application that only reads says that it changes nothing', () => {
  expect(permissionsOf(['Tax Remittance'], ['seller']).changes).toEqual([])
})
