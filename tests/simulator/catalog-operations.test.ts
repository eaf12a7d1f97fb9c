import { describe, expect, test } from 'vitest'
import { catalog } from '#lib/amazon/catalog/catalog.ts'
import type { Simulator } from '#simulator/start.ts'
import { accessTokenOf, seller, simulated } from './fixtures.ts'

/** The assertions check the fields that they read. */
// biome-ignore lint/suspicious/noExplicitAny: a response of any operation
type Json = any

const api = 'sellingpartnerapi-na.amazon.com'
const us = 'ATVPDKIKX0DER'
const roles = [
  ...['Product Listing', 'Selling Partner Insights', 'Inventory and Order Tracking', 'Pricing'],
  ...[
    'Amazon Fulfillment',
    'Finance and Accounting',
    'Brand Analytics',
    'Direct to Consumer Shipping (Restricted)',
  ],
]

async function get(simulator: Simulator, path: string, token: string, host = api) {
  const response = await fetch(`${simulator.origin}/${host}${path}`, {
    headers: { 'x-amz-access-token': token },
  })
  return { status: response.status, body: await response.json() }
}

async function start() {
  const simulator = await simulated({ applications: [{ roles }] })
  return { simulator, token: await accessTokenOf(simulator) }
}

/** Collects all pages, one after the other. */
async function pages(
  read: (token: string) => Promise<{ rows: readonly unknown[]; next?: string | undefined }>,
) {
  const rows: unknown[] = []
  for (let next: string | undefined = ''; next !== undefined; ) {
    const page = await read(next)
    rows.push(...page.rows)
    next = page.next
  }
  return rows
}

describe('the simulated world', () => {
  test('has orders, which are found by time, in pages, and one by one', async () => {
    const { simulator, token } = await start()
    const since = new Date(Date.now() - 20 * 86_400_000).toISOString()
    const all = await get(
      simulator,
      `/orders/2026-01-01/orders?createdAfter=${since}&marketplaceIds=${us}`,
      token,
    )
    expect(all.status).toBe(200)
    expect(all.body.orders.length).toBeGreaterThan(10)
    const [first] = all.body.orders
    const paged = await pages(async (next) => {
      const query = `createdAfter=${since}&maxResultsPerPage=10${next && `&paginationToken=${next}`}`
      const { body } = await get(simulator, `/orders/2026-01-01/orders?${query}`, token)
      return { rows: body.orders, next: body.pagination?.nextToken }
    })
    expect(paged).toEqual(all.body.orders)
    const one = await get(
      simulator,
      `/orders/2026-01-01/orders/${first.orderId}?includedData=FULFILLMENT`,
      token,
    )
    expect(one.body.order).toMatchObject({ orderId: first.orderId, fulfillment: expect.anything() })
    const v0 = await get(simulator, `/orders/v0/orders/${first.orderId}/orderItems`, token)
    expect(v0.body.payload.OrderItems[0].ASIN).toBe(first.orderItems[0].product.asin)
    expect((await get(simulator, '/orders/2026-01-01/orders/000-0000000-0000000', token)).status).toBe(404)
    expect((await get(simulator, '/orders/2026-01-01/orders', token)).status).toBe(400)
  })

  test('continues a list by its token alone with the rows of the same query', async () => {
    const { simulator, token } = await start()
    const [since, before] = [25, 5].map((days) => new Date(Date.now() - days * 86_400_000).toISOString())
    const v0 = `/orders/v0/orders?MarketplaceIds=${us}`
    const dates = `&CreatedAfter=${since}&CreatedBefore=${before}`
    const all = (await get(simulator, `${v0}${dates}`, token)).body.payload.Orders
    expect(all.length).toBeGreaterThan(10)
    const orders = await pages(async (next) => {
      const query = next ? `&NextToken=${next}` : `${dates}&MaxResultsPerPage=4`
      const { payload } = (await get(simulator, `${v0}${query}`, token)).body
      expect(payload.Orders.length).toBeLessThanOrEqual(4)
      return { rows: payload.Orders, next: payload.NextToken }
    })
    expect(orders).toEqual(all)
    const types = 'reportTypes=GET_AFN_INVENTORY_DATA,GET_MERCHANT_LISTINGS_ALL_DATA'
    const path = '/reports/2021-06-30/reports?'
    const unpaged = (await get(simulator, `${path}${types}&pageSize=100`, token)).body.reports
    const reports = await pages(async (next) => {
      const query = next ? `nextToken=${next}` : `${types}&pageSize=7`
      const { body } = await get(simulator, `${path}${query}`, token)
      return { rows: body.reports, next: body.nextToken }
    })
    expect(reports).toEqual(unpaged)
    simulator.control.refillBuckets()
    for (const nothing of ['MTAw', 'bnVsbA', '!'])
      expect((await get(simulator, `${path}nextToken=${nothing}`, token)).status).toBe(400)
  })

  test('has consistent data about a product everywhere', async () => {
    const { simulator, token } = await start()
    const stock = await get(
      simulator,
      `/fba/inventory/v1/summaries?granularityType=Marketplace&granularityId=${us}&marketplaceIds=${us}`,
      token,
    )
    const [{ asin, sellerSku, productName }] = stock.body.payload.inventorySummaries
    const item = await get(simulator, `/catalog/2022-04-01/items/${asin}?marketplaceIds=${us}`, token)
    expect(item.body.summaries[0].itemName).toBe(productName)
    const listing = await get(
      simulator,
      `/listings/2021-08-01/items/${seller}/${sellerSku}?marketplaceIds=${us}`,
      token,
    )
    expect(listing.body.summaries[0]).toMatchObject({ asin, itemName: productName })
    const price = await get(
      simulator,
      `/products/pricing/v0/price?MarketplaceId=${us}&ItemType=Asin&Asins=${asin}`,
      token,
    )
    expect(price.body.payload[0]).toMatchObject({ status: 'Success', ASIN: asin })
    const [word] = productName.split(' ')
    const found = await get(
      simulator,
      `/catalog/2022-04-01/items?keywords=${word}&marketplaceIds=${us}`,
      token,
    )
    expect(found.body.items.map((each: { asin: string }) => each.asin)).toContain(asin)
  })

  test('has finances, reports, product types and metrics for sellers, and purchase orders for vendors', async () => {
    const { simulator, token } = await start()
    const since = new Date(Date.now() - 20 * 86_400_000).toISOString()
    const reads = [
      [`/finances/2024-06-19/transactions?postedAfter=${since}`, (body) => body.payload.transactions],
      ['/reports/2021-06-30/reports?reportTypes=GET_AFN_INVENTORY_DATA', (body) => body.reports],
      [`/definitions/2020-09-01/productTypes?marketplaceIds=${us}`, (body) => body.productTypes],
      [
        `/sales/v1/orderMetrics?marketplaceIds=${us}&interval=2026-11-01T00:00:00Z--2026-11-08T00:00:00Z&granularity=Day`,
        (body) => body.payload,
      ],
    ] satisfies [string, (body: Json) => readonly unknown[]][]
    for (const [path, rowsOf] of reads) {
      const { status, body } = await get(simulator, path, token)
      expect({ path, status }).toEqual({ path, status: 200 })
      expect(rowsOf(body).length).toBeGreaterThan(0)
    }
    const vendor = await accessTokenOf(simulator, 'CASCA')
    const orders = await get(simulator, '/vendor/orders/v1/purchaseOrders?limit=5', vendor)
    const [{ purchaseOrderNumber }] = orders.body.payload.orders
    const one = await get(simulator, `/vendor/orders/v1/purchaseOrders/${purchaseOrderNumber}`, vendor)
    expect(one.body.payload.purchaseOrderNumber).toBe(purchaseOrderNumber)
    expect((await get(simulator, '/vendor/orders/v1/purchaseOrders', token)).status).toBe(403)
  })

  test('keeps a vendor’s purchase orders at midnight, and their dates and currency follow state and country', async () => {
    let now = Date.parse('2026-11-30T23:59:00Z')
    const simulator = await simulated({ applications: [{ roles }], now: () => now })
    const read = async (sellingPartnerId: string, host: string) => {
      const token = await accessTokenOf(simulator, sellingPartnerId)
      const { body } = await get(simulator, '/vendor/orders/v1/purchaseOrders', token, host)
      return body.payload.orders as Json[]
    }
    const numbers = (orders: Json[]) => orders.map(({ purchaseOrderNumber }) => purchaseOrderNumber)
    const before = await read('CASCA', api)
    now += 2 * 60_000
    expect(numbers(await read('CASCA', api))).toEqual(numbers(before))
    now += 5 * 86_400_000
    const later = new Map((await read('CASCA', api)).map((order) => [order.purchaseOrderNumber, order]))
    for (const { purchaseOrderNumber, purchaseOrderState, orderDetails } of before.slice(0, 2)) {
      const order = later.get(purchaseOrderNumber)
      expect([purchaseOrderState, order.purchaseOrderState]).toEqual(['New', 'Acknowledged'])
      expect(orderDetails.purchaseOrderStateChangedDate).toBe(orderDetails.purchaseOrderDate)
      expect(
        Date.parse(order.orderDetails.purchaseOrderStateChangedDate) -
          Date.parse(orderDetails.purchaseOrderDate),
      ).toBe(4 * 86_400_000)
    }
    const [european] = await read('BERGW', 'sellingpartnerapi-eu.amazon.com')
    expect(european.orderDetails.items[0].netCost.currencyCode).toBe('EUR')
  })

  test('continues a list of reports by its token alone, and refuses it with anything else', async () => {
    const { simulator, token } = await start()
    const path = '/reports/2021-06-30/reports?'
    const query = 'reportTypes=GET_AFN_INVENTORY_DATA&pageSize=2'
    const first = await get(simulator, `${path}${query}`, token)
    const { nextToken } = first.body
    const mixed = await get(simulator, `${path}${query}&nextToken=${nextToken}`, token)
    expect(mixed).toMatchObject({ status: 400, body: { errors: [{ code: 'InvalidInput' }] } })
    const second = await get(simulator, `${path}nextToken=${nextToken}`, token)
    expect(second.status).toBe(200)
    expect(second.body.reports).toHaveLength(2)
    for (const { reportType, reportId } of second.body.reports) {
      expect(reportType).toBe('GET_AFN_INVENTORY_DATA')
      expect(JSON.stringify(first.body)).not.toContain(reportId)
    }
  })

  test('refuses marketplaces of another region', async () => {
    const { simulator, token } = await start()
    const { status, body } = await get(
      simulator,
      '/catalog/2022-04-01/items?keywords=a&marketplaceIds=A1PA6795UKMFR9',
      token,
    )
    expect(status).toBe(403)
    expect(body.errors[0].details).toContain('not valid for region')
  })
})

describe('an operation of the catalog', () => {
  test('that the world does not model says so, after the same checks as every other', async () => {
    const { simulator, token } = await start()
    const { status, body } = await get(simulator, '/feeds/2021-06-30/feeds/1', token)
    expect({ status, code: body.errors[0].code }).toEqual({ status: 501, code: 'NotSimulated' })
    simulator.control.addApplication({ roles: ['Amazon Warehousing and Distribution'] })
    expect((await get(simulator, '/feeds/2021-06-30/feeds/1', token)).status).toBe(403)
  })

  test('is never mistaken for another one', async () => {
    const { simulator, token } = await start()
    const values = (path: string) => path.replace(/\{\w+\}/g, 'x1')
    const reads = [...catalog().values()].filter(
      ({ method, grantless, for: whom }) => method === 'GET' && grantless === null && whom !== 'vendor',
    )
    for (const { path, id } of reads) {
      const { status, body } = await get(simulator, values(path), token)
      if (status === 501) expect(body.errors[0].message).toBe(`The simulator doesn't model ${id}.`)
    }
  })

  test('with personal data requires a restricted data token for its resources', async () => {
    const { simulator, token } = await start()
    const since = new Date(Date.now() - 20 * 86_400_000).toISOString()
    const { body } = await get(simulator, `/orders/2026-01-01/orders?createdAfter=${since}`, token)
    const [one, other] = body.orders
    const path = (id: string) => `/orders/v0/orders/${id}/address`
    expect((await get(simulator, path(one.orderId), token)).status).toBe(403)
    const response = await fetch(`${simulator.origin}/${api}/tokens/2021-03-01/restrictedDataToken`, {
      method: 'POST',
      headers: { 'x-amz-access-token': token, 'content-type': 'application/json' },
      body: JSON.stringify({ restrictedResources: [{ method: 'GET', path: path(one.orderId) }] }),
    })
    const { restrictedDataToken } = await response.json()
    const address = await get(simulator, path(one.orderId), restrictedDataToken)
    expect(address.body.payload.ShippingAddress.Name).toEqual(expect.any(String))
    expect((await get(simulator, path(other.orderId), restrictedDataToken)).status).toBe(403)
    expect(
      (await get(simulator, `/orders/v0/orders/${one.orderId}/buyerInfo`, restrictedDataToken)).status,
    ).toBe(403)
  })

  test('needs a role that the seller approved: one added later counts only after a new consent', async () => {
    const simulator = await simulated({ applications: [{ roles: ['Product Listing'] }] })
    const before = await accessTokenOf(simulator)
    simulator.control.addApplication({ roles })
    const path = '/fba/outbound/2020-07-01/fulfillmentOrders'
    expect((await get(simulator, path, before)).status).toBe(403)
    expect((await get(simulator, path, await accessTokenOf(simulator))).status).toBe(200)
  })

  test.each([
    ['all of them', 'all'],
    ['another spelling of it', 'direct-to-consumer delivery'],
  ])('keeps a role of a grant when its application gets %s', async (_name, later) => {
    const simulator = await simulated({
      applications: [{ roles: ['Direct-to-Consumer Shipping (Restricted)'] }],
    })
    const before = await accessTokenOf(simulator)
    const path = '/orders/v0/orders?MarketplaceIds=ATVPDKIKX0DER&CreatedAfter=2026-01-01'
    expect((await get(simulator, path, before)).status).toBe(200)
    simulator.control.refillBuckets()
    simulator.control.setRoles(simulator.control.applications()[0]?.applicationId ?? '', [later])
    expect((await get(simulator, path, before)).status).toBe(200)
  })
})
