import { findMarketplace } from '#lib/amazon/marketplaces.ts'
import type { Answer } from '../../call.ts'
import { digits, draw } from '../../stock/draw.ts'
import { marketplacesOf } from '../../stock/orders.ts'
import { refuseApi } from '../errors.ts'
import type { OperationCall } from '../operation.ts'
import { ok } from '../replies.ts'
import { deniedType, rolesOfReportTypes } from '../types-of-roles.ts'
import {
  amount,
  askedOf,
  continued,
  iso,
  ordersFor,
  pageOf,
  productsFor,
  refuseMarketplaces,
  sizeOf,
} from './asked.ts'

const dayMs = 86_400_000
/** Amazon's fee here, in percent. */
const feePercent = 15

export function listTransactions(request: OperationCall): Answer {
  const { asked, page } = continued(request, 'nextToken')
  const [after, before] = [asked.time('postedAfter'), asked.time('postedBefore')]
  const [marketplaceId, orderId] = [asked.one('marketplaceId'), asked.one('relatedIdentifierValue')]
  if (after === null && orderId === '') return refuseApi('S12', 'postedAfter is missing')
  const foreign = refuseMarketplaces(request, marketplaceId === '' ? [] : [marketplaceId])
  if (foreign !== null) return foreign
  const shipped = ordersFor(request).filter(
    ({ id, marketplace, status, updatedAt }) =>
      status === 'SHIPPED' &&
      (after === null || updatedAt >= after) &&
      (before === null || updatedAt <= before) &&
      (marketplaceId === '' || marketplace.id === marketplaceId) &&
      (orderId === '' || id === orderId),
  )
  const { rows, nextToken } = page(shipped, 100)
  return ok({
    payload: {
      ...(nextToken !== undefined && { nextToken }),
      transactions: rows.map(({ id, itemId, marketplace, product, quantity, updatedAt }) => ({
        sellingPartnerMetadata: {
          sellingPartnerId: request.caller?.seller.sellingPartnerId,
          marketplaceId: marketplace.id,
        },
        transactionId: itemId,
        transactionType: 'Shipment',
        relatedIdentifiers: [{ relatedIdentifierName: 'ORDER_ID', relatedIdentifierValue: id }],
        postedDate: iso(updatedAt),
        totalAmount: {
          currencyAmount: Number(amount((product.price * quantity * (100 - feePercent)) / 100)),
          currencyCode: marketplace.currency,
        },
      })),
    },
  })
}

const reportTypes = [
  'GET_MERCHANT_LISTINGS_ALL_DATA',
  'GET_FLAT_FILE_ALL_ORDERS_DATA_BY_LAST_UPDATE_GENERAL',
  'GET_AFN_INVENTORY_DATA',
] as const

/** One report of each type a day, for a month. */
function reportsOf({ caller, world }: OperationCall) {
  if (caller === null || caller.isForeign) return []
  const { seller, grant } = caller
  const marketplaceIds = marketplacesOf(seller, grant.authorization.consentGroup).map(({ id }) => id)
  const today = Math.floor(world.clock.now() / dayMs)
  return Array.from({ length: 30 }, (_, back) => today - back).flatMap((day) =>
    reportTypes.map((reportType, place) => {
      const createdAt = day * dayMs + (2 + place) * 3_600_000
      return {
        reportId: digits(12, seller.sellingPartnerId, day, reportType),
        reportType,
        marketplaceIds,
        dataStartTime: iso((day - 1) * dayMs),
        dataEndTime: iso(day * dayMs),
        createdTime: iso(createdAt),
        processingStatus: 'DONE',
        processingStartTime: iso(createdAt + 20_000),
        processingEndTime: iso(createdAt + 90_000),
        reportDocumentId: `amzn1.spdoc.1.4.simulated.${draw(seller.sellingPartnerId, day, place)}`,
      }
    }),
  )
}

export function getReports(request: OperationCall): Answer {
  const { asked, page } = continued(request, 'nextToken')
  const types = asked.several('reportTypes')
  if (types.length === 0) return refuseApi('S12', 'reportTypes is missing')
  const denied = deniedType(request, types, rolesOfReportTypes)
  if (denied !== undefined) return refuseApi('S8', `the authorization lacks a role for ${denied}`)
  const ids = asked.several('marketplaceIds')
  const foreign = refuseMarketplaces(request, ids)
  if (foreign !== null) return foreign
  const statuses = asked.several('processingStatuses')
  const [since, until] = [asked.time('createdSince'), asked.time('createdUntil')]
  const now = request.world.clock.now()
  const reports = reportsOf(request).filter(
    ({ reportType, createdTime, processingStatus, marketplaceIds }) => {
      const createdAt = Date.parse(createdTime)
      return (
        createdAt <= now &&
        (until === null || createdAt <= until) &&
        (since === null || createdAt >= since) &&
        (statuses.length === 0 || statuses.includes(processingStatus)) &&
        (ids.length === 0 || marketplaceIds.some((id) => ids.includes(id))) &&
        types.includes(reportType)
      )
    },
  )
  const { rows, nextToken } = page(reports, sizeOf(asked.one('pageSize'), 10, 100))
  return ok({ reports: rows, ...(nextToken !== undefined && { nextToken }) })
}

export function getReport(request: OperationCall): Answer {
  const report = reportsOf(request).find(({ reportId }) => reportId === request.parameter('reportId'))
  return report === undefined ? refuseApi('S14', 'no such report') : ok(report)
}

export function getOrderMetrics(request: OperationCall): Answer {
  const asked = askedOf(request)
  const ids = asked.several('marketplaceIds')
  const [from, to] = asked
    .one('interval')
    .split('--')
    .map((text) => Date.parse(text))
  const granularity = asked.one('granularity')
  if (ids.length === 0 || from === undefined || to === undefined || !(from < to)) {
    return refuseApi('S12', 'marketplaceIds or interval is missing')
  }
  if (granularity === '') return refuseApi('S12', 'granularity is missing')
  const foreign = refuseMarketplaces(request, ids)
  if (foreign !== null) return foreign
  const stepMs = granularity === 'Day' ? dayMs : to - from
  const starts = Array.from(
    { length: Math.min(90, Math.ceil((to - from) / stepMs)) },
    (_, n) => from + n * stepMs,
  )
  const [network, asin, sku] = [asked.one('fulfillmentNetwork'), asked.one('asin'), asked.one('sku')]
  const orders = ordersFor(request).filter(
    ({ marketplace, byAmazon, product }) =>
      ids.includes(marketplace.id) &&
      asked.one('buyerType') !== 'B2B' &&
      (network === '' || network === (byAmazon ? 'AFN' : 'MFN')) &&
      (asin === '' || product.asin === asin) &&
      (sku === '' || product.sku === sku),
  )
  const currencyCode = findMarketplace(ids[0] ?? '')?.currency ?? 'USD'
  return ok({
    payload: starts.map((start) => {
      const end = Math.min(start + stepMs, to)
      const within = orders.filter(({ createdAt }) => createdAt >= start && createdAt < end)
      const units = within.reduce((sum, { quantity }) => sum + quantity, 0)
      const sales = within.reduce((sum, { product, quantity }) => sum + product.price * quantity, 0)
      return {
        interval: `${iso(start)}--${iso(end)}`,
        unitCount: units,
        orderItemCount: within.length,
        orderCount: within.length,
        averageUnitPrice: { amount: amount(units === 0 ? 0 : sales / units), currencyCode },
        totalSales: { amount: amount(sales), currencyCode },
      }
    }),
  })
}

/** The state of a purchase order by its age, and the age at which that began. */
function purchaseOrderStateAt(ageMs: number) {
  if (ageMs >= 10 * dayMs) return { state: 'Closed', sinceMs: 10 * dayMs }
  if (ageMs >= 4 * dayMs) return { state: 'Acknowledged', sinceMs: 4 * dayMs }
  return { state: 'New', sinceMs: 0 }
}

/** The time of day of a purchase order. */
const orderedAtMs = 8 * 3_600_000

/** Purchase orders of a vendor, newest first: one on every even day since 1970, for sixty days. */
function purchaseOrdersOf(request: OperationCall) {
  const { caller, world } = request
  if (caller === null || caller.isForeign) return []
  const { seller, grant } = caller
  const { sellingPartnerId } = seller
  const [marketplace] = marketplacesOf(seller, grant.authorization.consentGroup)
  const currencyCode = marketplace?.currency ?? 'USD'
  const products = productsFor(request)
  const now = world.clock.now()
  const latest = 2 * Math.floor((now - orderedAtMs) / (2 * dayMs))
  return Array.from({ length: 30 }, (_, back) => latest - 2 * back).map((day) => {
    const createdAt = day * dayMs + orderedAtMs
    const { state, sinceMs } = purchaseOrderStateAt(now - createdAt)
    const changedAt = createdAt + sinceMs
    return {
      createdAt,
      changedAt,
      order: {
        purchaseOrderNumber: draw(sellingPartnerId, day)
          .toString(36)
          .toUpperCase()
          .padStart(8, '2')
          .slice(-8),
        purchaseOrderState: state,
        orderDetails: {
          purchaseOrderDate: iso(createdAt),
          purchaseOrderStateChangedDate: iso(changedAt),
          purchaseOrderType: 'RegularOrder',
          paymentMethod: 'Invoice',
          sellingParty: { partyId: sellingPartnerId },
          items: products.slice(0, 1 + (draw(sellingPartnerId, day, 'items') % 3)).map((product, place) => ({
            itemSequenceNumber: String(place + 1),
            amazonProductIdentifier: product.asin,
            vendorProductIdentifier: product.sku,
            orderedQuantity: {
              amount: 12 * (1 + (draw(sellingPartnerId, day, place) % 10)),
              unitOfMeasure: 'Eaches',
              unitSize: 1,
            },
            isBackOrderAllowed: false,
            netCost: { amount: amount(product.price * 0.6), currencyCode },
          })),
        },
      },
    }
  })
}

export function getPurchaseOrders(request: OperationCall): Answer {
  const asked = askedOf(request)
  const [after, before] = [asked.time('createdAfter'), asked.time('createdBefore')]
  const [changedAfter, changedBefore] = [asked.time('changedAfter'), asked.time('changedBefore')]
  const state = asked.one('purchaseOrderState')
  const found = purchaseOrdersOf(request).filter(
    ({ createdAt, changedAt, order }) =>
      (state === '' || order.purchaseOrderState === state) &&
      (changedAfter === null || changedAt >= changedAfter) &&
      (changedBefore === null || changedAt <= changedBefore) &&
      (after === null || createdAt >= after) &&
      (before === null || createdAt <= before),
  )
  const sorted = asked.one('sortOrder') === 'ASC' ? found.toReversed() : found
  const { rows, nextToken } = pageOf(sorted, {
    token: asked.one('nextToken'),
    size: sizeOf(asked.one('limit'), 100, 100),
  })
  const isDetailed = asked.flag('includeDetails', true)
  return ok({
    payload: {
      pagination: { ...(nextToken !== undefined && { nextToken }) },
      orders: rows.map(({ order }) => {
        const { orderDetails, ...rest } = order
        return isDetailed ? { ...rest, orderDetails } : rest
      }),
    },
  })
}

export function getPurchaseOrder(request: OperationCall): Answer {
  const number = request.parameter('purchaseOrderNumber')
  const found = purchaseOrdersOf(request).find(({ order }) => order.purchaseOrderNumber === number)
  return found === undefined ? refuseApi('S14', 'no such purchase order') : ok({ payload: found.order })
}
