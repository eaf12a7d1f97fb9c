import { describe, expect, test } from 'vitest'
import { findOperation } from '#lib/amazon/catalog/catalog.ts'
import type { ParameterFacts } from '#lib/amazon/catalog/facts.ts'
import { answers } from '#simulator/sp-api/answers/answers.ts'
import { accessTokenOf, seller, simulated } from './fixtures.ts'

/** The assertions check the fields that they read. */
// biome-ignore lint/suspicious/noExplicitAny: a response of any operation
type Json = any

const us = 'ATVPDKIKX0DER'
const since = '2026-11-10T00:00:00Z'

async function start() {
  const now = () => Date.parse('2026-11-30T12:00:00Z')
  const simulator = await simulated({ applications: [{ roles: ['all'] }], now })
  const tokens = {
    seller: await accessTokenOf(simulator, seller),
    vendor: await accessTokenOf(simulator, 'CASCA'),
  }
  const get = async (path: string, as: keyof typeof tokens = 'seller') => {
    simulator.control.refillBuckets()
    const response = await fetch(`${simulator.origin}/sellingpartnerapi-na.amazon.com${path}`, {
      headers: { 'x-amz-access-token': tokens[as] },
    })
    const body: Json = await response.json()
    return { status: response.status, body, said: body.errors?.[0]?.message as string | undefined }
  }
  return { simulator, get }
}

function sampleOf({ enum: listed, type, format }: ParameterFacts): string {
  if (listed !== null) return listed[0] ?? ''
  if (format === 'date-time') return since
  if (type === 'boolean' || format === 'boolean') return 'true'
  return type === 'integer' || type === 'number' ? '1' : 'x'
}

describe('a read that is answered from the world', () => {
  test('follows each parameter of Amazon’s model, or says that the simulator doesn’t model it', async () => {
    const { get } = await start()
    for (const [key, { reads }] of Object.entries(answers)) {
      const facts = findOperation(key)
      const parameters = facts?.parameters.filter((parameter) => parameter.in === 'query') ?? []
      if (facts === null || reads === 'all') continue
      expect(parameters.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(reads)))
      const path = facts.path.replaceAll(/\{\w+\}/g, 'x1')
      const ask = (name: string, value: string) =>
        get(`${path}?${name}=${value}`, facts.for === 'vendor' ? 'vendor' : 'seller')
      for (const parameter of parameters) {
        const { name } = parameter
        const read = reads[name]
        if (read === undefined)
          expect(await ask(name, sampleOf(parameter)), `${key} ${name}`).toMatchObject({
            status: 501,
            said: `The simulator doesn't model ${name} of ${facts.id}.`,
          })
        if (read === 'time') expect((await ask(name, 'yesterday')).status, `${key} ${name}`).toBe(400)
        const unmodeled =
          typeof read === 'object' && parameter.enum?.find((value) => !read.some((each) => each === value))
        if (typeof unmodeled === 'string')
          expect(await ask(name, unmodeled), `${key} ${name}`).toMatchObject({
            status: 501,
            said: `The simulator doesn't model ${name}=${unmodeled} of ${facts.id}.`,
          })
      }
    }
  })

  test('refuses values that Amazon’s model doesn’t allow in Amazon’s words', async () => {
    const { get, simulator } = await start()
    for (const path of [
      `/orders/v0/orders?MarketplaceIds=${us}&CreatedAfter=yesterday`,
      '/orders/2026-01-01/orders?createdAfter=2026-13-01',
      `/orders/2026-01-01/orders?createdAfter=${since}&fulfilledBy=AMAZON,NOBODY`,
      `/orders/2026-01-01/orders?createdAfter=${since}&maxResultsPerPage=many`,
      `/fba/inventory/v1/summaries?granularityType=Marketplace&granularityId=${us}&marketplaceIds=${us}&details=maybe`,
    ])
      expect(await get(path), path).toMatchObject({ status: 400, said: 'Invalid Input' })
    const row = `/sales/v1/orderMetrics?marketplaceIds=${us}&interval=2026-11-01T00:00:00Z--2026-11-08T00:00:00Z`
    expect((await get(`${row}&granularity=Week`)).status).toBe(501)
    expect((await get(`${row}&granularity=Fortnight`)).status).toBe(400)
    expect(simulator.control.received().at(-1)).toMatchObject({
      row: 'S12',
      reason: 'granularity can’t be “Fortnight”',
    })
  })

  test('filters orders by id, status and who fulfills them', async () => {
    const { get } = await start()
    const v0 = async (query: string) => {
      const { body } = await get(`/orders/v0/orders?MarketplaceIds=${us}&${query}`)
      return body.payload.Orders as Json[]
    }
    const all = await v0(`CreatedAfter=${since}`)
    for (const [name, field, values] of [
      ['OrderStatuses', 'OrderStatus', ['Shipped', 'Unshipped', 'Canceled']],
      ['FulfillmentChannels', 'FulfillmentChannel', ['AFN', 'MFN']],
    ] as const)
      for (const value of values)
        expect(await v0(`CreatedAfter=${since}&${name}=${value}`), value).toEqual(
          all.filter((order) => order[field] === value),
        )
    const [one, , three] = all
    expect(await v0(`AmazonOrderIds=${one.AmazonOrderId},${three.AmazonOrderId}`)).toEqual([one, three])
    const path = `/orders/2026-01-01/orders?createdAfter=${since}&includedData=FULFILLMENT,RECIPIENT`
    const { orders } = (await get(`${path}&fulfilledBy=MERCHANT`)).body
    expect(new Set(orders.map(({ fulfillment }: Json) => fulfillment.fulfilledBy))).toEqual(
      new Set(['MERCHANT']),
    )
    expect(orders[0].recipient.deliveryAddress.countryCode).toBe('US')
  })

  test('filters listings, catalog items, stock, reports, transactions and purchase orders', async () => {
    const { get } = await start()
    const listings = `/listings/2021-08-01/items/${seller}?marketplaceIds=${us}&pageSize=20`
    const { items } = (await get(listings)).body
    const [{ sku, summaries }] = items
    expect((await get(`${listings}&identifiers=${sku}&identifiersType=SKU`)).body.items).toEqual([items[0]])
    expect((await get(`${listings}&identifiers=${sku}&identifiersType=ASIN`)).body.items).toEqual([])
    expect((await get(`${listings}&withoutStatus=BUYABLE`)).body.items).toEqual([])
    const catalogItems = `/catalog/2022-04-01/items?marketplaceIds=${us}&identifiersType=ASIN`
    const found = (await get(`${catalogItems}&identifiers=${summaries[0].asin}&includedData=productTypes`))
      .body
    expect(found.items).toEqual([{ asin: summaries[0].asin, productTypes: [expect.anything()] }])
    const stock = `/fba/inventory/v1/summaries?granularityType=Marketplace&granularityId=${us}&marketplaceIds=${us}`
    expect((await get(`${stock}&sellerSku=${sku}`)).body.payload.inventorySummaries).toHaveLength(1)
    const changed = (await get(`${stock}&startDateTime=2026-12-01T00:00:00Z`)).body
    expect(changed.payload.inventorySummaries).toEqual([])
    const reports = '/reports/2021-06-30/reports?reportTypes=GET_AFN_INVENTORY_DATA&pageSize=100'
    const within = `${reports}&createdSince=2026-11-20T00:00:00Z&createdUntil=2026-11-22T00:00:00Z`
    expect((await get(within)).body.reports).toHaveLength(2)
    expect((await get(`${reports}&marketplaceIds=${us}`)).body.reports).toHaveLength(30)
    expect((await get(`${reports}&marketplaceIds=A2EUQ1WTGCTBG2`)).body.reports).toEqual([])
    expect((await get(`${reports}&processingStatuses=FATAL,CANCELLED`)).body.reports).toEqual([])
    const finances = `/finances/2024-06-19/transactions?postedAfter=${since}`
    const { transactions } = (await get(`${finances}&marketplaceId=${us}`)).body.payload
    expect(transactions.length).toBeGreaterThan(0)
    expect((await get(`${finances}&marketplaceId=A2EUQ1WTGCTBG2`)).body.payload.transactions).toEqual([])
    const order = transactions[0].relatedIdentifiers[0].relatedIdentifierValue
    const related = `relatedIdentifierName=ORDER_ID&relatedIdentifierValue=${order}`
    const ofOrder = (await get(`/finances/2024-06-19/transactions?${related}`)).body
    expect(ofOrder.payload.transactions).toEqual([transactions[0]])
    const purchases = '/vendor/orders/v1/purchaseOrders?'
    const read = async (query: string) => (await get(`${purchases}${query}`, 'vendor')).body.payload.orders
    const newest = await read('')
    expect(await read('sortOrder=ASC')).toEqual(newest.toReversed())
    const closed = newest.filter((each: Json) => each.purchaseOrderState === 'Closed')
    expect(await read('purchaseOrderState=Closed')).toEqual(closed)
    expect((await read('changedAfter=2026-11-25T00:00:00Z')).length).toBeLessThan(newest.length)
  })

  test.each(['true', 'True', 'FALSE', 'false', ''])(
    'follows a boolean that is written %s',
    async (written) => {
      const { get } = await start()
      const stock = `/fba/inventory/v1/summaries?granularityType=Marketplace&granularityId=${us}&marketplaceIds=${us}`
      const [summary] = (await get(`${stock}&details=${written}`)).body.payload.inventorySummaries
      expect('inventoryDetails' in summary).toBe(/^true$/i.test(written))
      const purchases = `/vendor/orders/v1/purchaseOrders?includeDetails=${written}`
      const [order] = (await get(purchases, 'vendor')).body.payload.orders
      expect('orderDetails' in order).toBe(!/^false$/i.test(written))
    },
  )

  test('lists no report that is made later, even with a createdUntil in the future', async () => {
    const { get } = await start()
    const reports = '/reports/2021-06-30/reports?reportTypes=GET_AFN_INVENTORY_DATA&pageSize=100'
    const { body } = await get(reports)
    expect((await get(`${reports}&createdUntil=2027-01-01T00:00:00Z`)).body).toEqual(body)
  })
})
