import type { Answer } from '../../call.ts'
import type { Order } from '../../stock/orders.ts'
import { domainOf } from '../domains.ts'
import { refuseApi } from '../errors.ts'
import type { OperationCall } from '../operation.ts'
import { ok } from '../replies.ts'
import { amount, askedOf, continued, iso, ordersFor, pageOf, refuseMarketplaces, sizeOf } from './asked.ts'

const within = (ms: number, after: number | null, before: number | null) =>
  (after === null || ms >= after) && (before === null || ms <= before)

export function searchOrders(request: OperationCall): Answer {
  const asked = askedOf(request)
  const [createdAfter, updatedAfter] = [asked.time('createdAfter'), asked.time('lastUpdatedAfter')]
  const [createdBefore, updatedBefore] = [asked.time('createdBefore'), asked.time('lastUpdatedBefore')]
  if ((createdAfter === null) === (updatedAfter === null)) {
    return refuseApi('S12', 'it takes exactly one of createdAfter and lastUpdatedAfter')
  }
  const ids = asked.several('marketplaceIds')
  const foreign = refuseMarketplaces(request, ids)
  if (foreign !== null) return foreign
  const statuses = asked.several('fulfillmentStatuses')
  const fulfilledBy = asked.several('fulfilledBy')
  const found = ordersFor(request).filter(
    (order) =>
      within(order.createdAt, createdAfter, createdBefore) &&
      within(order.updatedAt, updatedAfter, updatedBefore) &&
      (ids.length === 0 || ids.includes(order.marketplace.id)) &&
      (statuses.length === 0 || statuses.includes(order.status)) &&
      (fulfilledBy.length === 0 || fulfilledBy.includes(fulfillerOf(order))),
  )
  const { rows, nextToken } = pageOf(found, {
    token: asked.one('paginationToken'),
    size: sizeOf(asked.one('maxResultsPerPage'), 100, 100),
  })
  const included = new Set(asked.several('includedData'))
  return ok({
    orders: rows.map((order) => toOrder(order, included)),
    ...(nextToken !== undefined && { pagination: { nextToken } }),
    createdBefore: iso(request.world.clock.now()),
  })
}

export function getOrder(request: OperationCall): Answer {
  const order = find(request)
  if (order === null) return unknown(request)
  return ok({ order: toOrder(order, new Set(askedOf(request).several('includedData'))) })
}

const fulfillerOf = ({ byAmazon }: Order) => (byAmazon ? 'AMAZON' : 'MERCHANT')

function toOrder(order: Order, included: ReadonlySet<string>): object {
  const { marketplace, product, quantity, buyer } = order
  const { currency } = marketplace
  const total = { amount: amount(product.price * quantity), currencyCode: currency }
  return {
    orderId: order.id,
    createdTime: iso(order.createdAt),
    lastUpdatedTime: iso(order.updatedAt),
    salesChannel: {
      channelName: 'AMAZON',
      marketplaceId: marketplace.id,
      marketplaceName: channelOf(order),
    },
    ...(included.has('BUYER') && { buyer: { buyerName: buyer.name, buyerEmail: emailOf(order) } }),
    ...(included.has('RECIPIENT') && {
      recipient: {
        deliveryAddress: {
          name: buyer.name,
          addressLine1: buyer.line,
          city: buyer.city,
          postalCode: buyer.postalCode,
          countryCode: marketplace.countryCode,
        },
      },
    }),
    ...(included.has('PROCEEDS') && { proceeds: { grandTotal: total } }),
    ...(included.has('FULFILLMENT') && {
      fulfillment: {
        fulfillmentStatus: order.status,
        fulfilledBy: fulfillerOf(order),
        fulfillmentServiceLevel: 'STANDARD',
      },
    }),
    orderItems: [
      {
        orderItemId: order.itemId,
        quantityOrdered: quantity,
        product: {
          asin: product.asin,
          title: product.title,
          sellerSku: product.sku,
          condition: { conditionType: 'NEW', conditionSubtype: 'NEW' },
          price: { unitPrice: { amount: amount(product.price), currencyCode: currency } },
        },
      },
    ],
  }
}

export function getOrdersV0(request: OperationCall): Answer {
  // Amazon wants them with the token, too.
  const ids = askedOf(request).several('MarketplaceIds')
  const { asked, page } = continued(request, 'NextToken')
  const [createdAfter, updatedAfter] = [asked.time('CreatedAfter'), asked.time('LastUpdatedAfter')]
  if (ids.length === 0) return refuseApi('S12', 'MarketplaceIds is missing')
  const orderIds = asked.several('AmazonOrderIds')
  if (createdAfter === null && updatedAfter === null && orderIds.length === 0) {
    return refuseApi('S12', 'CreatedAfter and LastUpdatedAfter are missing')
  }
  const foreign = refuseMarketplaces(request, ids)
  if (foreign !== null) return foreign
  const [statuses, channels] = [asked.several('OrderStatuses'), asked.several('FulfillmentChannels')]
  const found = ordersFor(request).filter(
    (order) =>
      ids.includes(order.marketplace.id) &&
      (orderIds.length === 0 || orderIds.includes(order.id)) &&
      (statuses.length === 0 || statuses.includes(statusesV0[order.status])) &&
      (channels.length === 0 || channels.includes(channelV0(order))) &&
      within(order.createdAt, createdAfter, asked.time('CreatedBefore')) &&
      within(order.updatedAt, updatedAfter, asked.time('LastUpdatedBefore')),
  )
  const { rows, nextToken } = page(found, sizeOf(asked.one('MaxResultsPerPage'), 100, 100))
  return ok({
    payload: {
      Orders: rows.map(toOrderV0),
      ...(nextToken !== undefined && { NextToken: nextToken }),
      CreatedBefore: iso(request.world.clock.now()),
    },
  })
}

export function getOrderV0(request: OperationCall): Answer {
  const order = find(request)
  return order === null ? unknown(request) : ok({ payload: toOrderV0(order) })
}

const channelV0 = ({ byAmazon }: Order) => (byAmazon ? 'AFN' : 'MFN')
const statusesV0 = { UNSHIPPED: 'Unshipped', SHIPPED: 'Shipped', CANCELLED: 'Canceled' } as const

function toOrderV0(order: Order): object {
  const { marketplace, product, quantity, status } = order
  return {
    AmazonOrderId: order.id,
    PurchaseDate: iso(order.createdAt),
    LastUpdateDate: iso(order.updatedAt),
    OrderStatus: statusesV0[status],
    FulfillmentChannel: channelV0(order),
    SalesChannel: channelOf(order),
    OrderTotal: { CurrencyCode: marketplace.currency, Amount: amount(product.price * quantity) },
    NumberOfItemsShipped: status === 'SHIPPED' ? quantity : 0,
    NumberOfItemsUnshipped: status === 'UNSHIPPED' ? quantity : 0,
    MarketplaceId: marketplace.id,
    OrderType: 'StandardOrder',
    IsBusinessOrder: false,
    IsPrime: false,
  }
}

export function getOrderItemsV0(request: OperationCall): Answer {
  const order = find(request)
  if (order === null) return unknown(request)
  const { product, quantity, marketplace } = order
  return ok({
    payload: {
      AmazonOrderId: order.id,
      OrderItems: [
        {
          ASIN: product.asin,
          OrderItemId: order.itemId,
          SellerSKU: product.sku,
          Title: product.title,
          QuantityOrdered: quantity,
          QuantityShipped: order.status === 'SHIPPED' ? quantity : 0,
          ItemPrice: { CurrencyCode: marketplace.currency, Amount: amount(product.price * quantity) },
          ConditionId: 'New',
        },
      ],
    },
  })
}

/** Personal data of people who don't exist. */
export function getOrderAddressV0(request: OperationCall): Answer {
  const order = find(request)
  if (order === null) return unknown(request)
  const { name, line, city, postalCode } = order.buyer
  return ok({
    payload: {
      AmazonOrderId: order.id,
      ShippingAddress: {
        Name: name,
        AddressLine1: line,
        City: city,
        PostalCode: postalCode,
        CountryCode: order.marketplace.countryCode,
      },
    },
  })
}

export function getOrderBuyerInfoV0(request: OperationCall): Answer {
  const order = find(request)
  if (order === null) return unknown(request)
  return ok({
    payload: {
      AmazonOrderId: order.id,
      BuyerName: order.buyer.name,
      BuyerEmail: emailOf(order),
    },
  })
}

const emailOf = ({ itemId }: Order) => `${itemId}@marketplace.example`

const parameterNames = ['orderId', 'amazonOrderId']

function find(request: OperationCall): Order | null {
  const id = parameterNames.map((name) => request.parameter(name)).find((value) => value !== '')
  return ordersFor(request).find((order) => order.id === id) ?? null
}

function unknown(request: OperationCall): Answer {
  return refuseApi(
    'S14',
    `no order ${parameterNames
      .map((name) => request.parameter(name))
      .join('')
      .slice(0, 60)}`,
  )
}

function channelOf({ marketplace }: Order): string {
  const domain = domainOf(marketplace.countryCode)
  return `${domain.charAt(0).toUpperCase()}${domain.slice(1)}`
}
