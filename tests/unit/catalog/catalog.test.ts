import { describe, expect, test } from 'vitest'
import { catalog, findOperation } from '#lib/amazon/catalog/catalog.ts'
import { obstacleOf } from '#lib/amazon/catalog/obstacle.ts'
import { searchOperations } from '#lib/amazon/catalog/search.ts'

const operations = [...catalog().values()]
const entries = operations.map((operation) => ({
  ...operation,
  isSecondary: !operation.readOnly || operation.replacedBy !== null,
}))
const found = (text: string) => searchOperations(entries, text).map(({ key }) => key)

describe('the catalog', () => {
  test('has all operations of Amazon’s models, of which 212 can be run', () => {
    expect(operations).toHaveLength(370)
    expect(operations.filter((operation) => obstacleOf(operation) === null)).toHaveLength(212)
  })

  test('names a parameter for each part of a path, and refers only to operations that it has', () => {
    for (const { key, path, parameters, replacedBy } of operations) {
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      const declared = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)
      expect({ key, names: declared.sort() }).toEqual({ key, names: names.sort() })
      if (replacedBy !== null) expect(findOperation(replacedBy)).not.toBeNull()
    }
  })

  test('only runs reads, some of which Amazon declares as POST or PUT', () => {
    const methods = operations
      .filter((operation) => obstacleOf(operation) === null)
      .map(({ method }) => method)
    expect(new Set(methods)).toEqual(new Set(['GET', 'POST', 'PUT']))
  })
})

describe('a search', () => {
  test.each([
    ['orders last week', 'orders.2026-01-01.searchOrders'],
    ['searchOrders', 'orders.2026-01-01.searchOrders'],
    ['/orders/2026-01-01/orders', 'orders.2026-01-01.searchOrders'],
    ['marketplace participations', 'sellers.v1.getMarketplaceParticipations'],
    ['inventory summaries', 'fbaInventory.v1.getInventorySummaries'],
    ['vendor purchase orders', 'vendorOrders.v1.getPurchaseOrders'],
    ['product types', 'productTypes.2020-09-01.searchDefinitionsProductTypes'],
  ])('for "%s" finds %s first', (text, first) => {
    expect(found(text)[0]).toBe(first)
  })

  test('finds everything for an empty text, and nothing for unknown words', () => {
    expect(found('')).toHaveLength(370)
    expect(found('zzz qqq')).toEqual([])
    expect(found('x'.repeat(10_000))).toEqual([])
    expect(found('<img onerror> مرحبا')).toEqual([])
  })
})

describe('an obstacle', () => {
  const obstacle = (
    key: string,
    ...rest: [Parameters<typeof obstacleOf>[1]?, Parameters<typeof obstacleOf>[2]?]
  ) => {
    const operation = findOperation(key)
    return operation && obstacleOf(operation, ...rest)
  }
  const seller = { partnerType: 'seller', region: 'na' } as const
  const vendor = { partnerType: 'vendor', region: 'na' } as const

  test.each([
    ['listingsItems.2021-08-01.putListingsItem', seller, 'writes'],
    ['vendorOrders.v1.getPurchaseOrders', seller, 'for-vendors'],
    ['vendorOrders.v1.getPurchaseOrders', vendor, null],
    ['orders.2026-01-01.searchOrders', vendor, 'for-sellers'],
    ['sellers.v1.getAccount', seller, 'other-region'],
    ['sellers.v1.getAccount', { ...seller, region: 'eu' as const }, null],
  ] as const)('of %s for %o is %s', (key, partner, expected) => {
    expect(obstacle(key, partner)).toBe(expected)
  })

  test('is that the sandbox lacks the operation', () => {
    const key = 'aplusContent.2020-11-01.searchContentDocuments'
    expect(obstacle(key, seller, { sandbox: true })).toBe('not-in-sandbox')
    expect(obstacle(key, seller)).toBe(null)
  })
})
