import { refuseApi } from '../errors.ts'
import { getListingsItem, searchListingsItems } from '../listings.ts'
import { ok } from '../replies.ts'
import {
  getOrderMetrics,
  getPurchaseOrder,
  getPurchaseOrders,
  getReport,
  getReports,
  listTransactions,
} from './business.ts'
import {
  getOrder,
  getOrderAddressV0,
  getOrderBuyerInfoV0,
  getOrderItemsV0,
  getOrdersV0,
  getOrderV0,
  searchOrders,
} from './orders.ts'
import type { WorldAnswer } from './parameters.ts'
import {
  getCatalogItem,
  getInventorySummaries,
  getItemOffers,
  getPricing,
  searchCatalogItems,
  searchProductTypes,
} from './products.ts'

/** For programs in which no seller here participates: returns an empty result. */
const empty = (body: object): WorldAnswer => ({ answer: () => ok(body), reads: 'all' })
const unknown: WorldAnswer = {
  answer: () => refuseApi('S14', 'nothing here has such an id'),
  reads: 'all',
}
const byPath = (answer: WorldAnswer['answer']): WorldAnswer => ({ answer, reads: {} })

/** Parts of an order, of a catalog item and of a listing that the world has. */
const orderData = ['BUYER', 'RECIPIENT', 'PROCEEDS', 'FULFILLMENT']
const catalogData = ['summaries', 'productTypes']
const listingData = ['summaries', 'issues']

/** The answers of the catalog's operations from the simulated world, by key. */
export const answers: Readonly<Record<string, WorldAnswer>> = {
  'orders.2026-01-01.searchOrders': {
    answer: searchOrders,
    reads: {
      createdAfter: 'time',
      createdBefore: 'time',
      lastUpdatedAfter: 'time',
      lastUpdatedBefore: 'time',
      fulfillmentStatuses: 'any',
      marketplaceIds: 'any',
      fulfilledBy: 'any',
      maxResultsPerPage: 'any',
      paginationToken: 'any',
      includedData: orderData,
    },
  },
  'orders.2026-01-01.getOrder': { answer: getOrder, reads: { includedData: orderData } },
  'orders.v0.getOrders': {
    answer: getOrdersV0,
    reads: {
      CreatedAfter: 'time',
      CreatedBefore: 'time',
      LastUpdatedAfter: 'time',
      LastUpdatedBefore: 'time',
      OrderStatuses: ['Unshipped', 'PartiallyShipped', 'Shipped', 'Canceled', 'Pending', 'Unfulfillable'],
      MarketplaceIds: 'any',
      FulfillmentChannels: ['AFN', 'MFN'],
      AmazonOrderIds: 'any',
      MaxResultsPerPage: 'any',
      NextToken: 'any',
    },
  },
  'orders.v0.getOrder': byPath(getOrderV0),
  'orders.v0.getOrderItems': byPath(getOrderItemsV0),
  'orders.v0.getOrderAddress': byPath(getOrderAddressV0),
  'orders.v0.getOrderBuyerInfo': byPath(getOrderBuyerInfoV0),
  'catalogItems.2022-04-01.searchCatalogItems': {
    answer: searchCatalogItems,
    reads: {
      marketplaceIds: 'any',
      keywords: 'any',
      brandNames: 'any',
      identifiers: 'any',
      identifiersType: ['ASIN', 'SKU'],
      sellerId: 'any',
      includedData: catalogData,
      pageSize: 'any',
      pageToken: 'any',
    },
  },
  'catalogItems.2022-04-01.getCatalogItem': {
    answer: getCatalogItem,
    reads: { marketplaceIds: 'any', includedData: catalogData },
  },
  'listingsItems.2021-08-01.searchListingsItems': {
    answer: searchListingsItems,
    reads: {
      marketplaceIds: 'any',
      identifiers: 'any',
      identifiersType: ['ASIN', 'SKU'],
      // No listing has an issue.
      issueLocale: 'any',
      withIssueSeverity: 'any',
      withStatus: 'any',
      withoutStatus: 'any',
      includedData: listingData,
      pageSize: 'any',
      pageToken: 'any',
    },
  },
  'listingsItems.2021-08-01.getListingsItem': {
    answer: getListingsItem,
    reads: { marketplaceIds: 'any', issueLocale: 'any', includedData: listingData },
  },
  'fbaInventory.v1.getInventorySummaries': {
    answer: getInventorySummaries,
    reads: {
      details: 'any',
      granularityType: 'any',
      granularityId: 'any',
      startDateTime: 'time',
      sellerSkus: 'any',
      sellerSku: 'any',
      nextToken: 'any',
      marketplaceIds: 'any',
    },
  },
  'productPricing.v0.getPricing': {
    answer: getPricing,
    reads: {
      MarketplaceId: 'any',
      Asins: 'any',
      Skus: 'any',
      ItemType: 'any',
      ItemCondition: ['New'],
      OfferType: ['B2C'],
    },
  },
  'productPricing.v0.getItemOffers': {
    answer: getItemOffers,
    reads: { MarketplaceId: 'any', ItemCondition: ['New'], CustomerType: ['Consumer'] },
  },
  'productTypes.2020-09-01.searchDefinitionsProductTypes': {
    answer: searchProductTypes,
    reads: { marketplaceIds: 'any', keywords: 'any' },
  },
  'finances.2024-06-19.listTransactions': {
    answer: listTransactions,
    reads: {
      postedAfter: 'time',
      postedBefore: 'time',
      marketplaceId: 'any',
      relatedIdentifierName: ['ORDER_ID'],
      relatedIdentifierValue: 'any',
      nextToken: 'any',
    },
  },
  'reports.2021-06-30.getReports': {
    answer: getReports,
    reads: {
      reportTypes: 'any',
      marketplaceIds: 'any',
      processingStatuses: 'any',
      pageSize: 'any',
      createdSince: 'time',
      createdUntil: 'time',
      nextToken: 'any',
    },
  },
  'reports.2021-06-30.getReport': byPath(getReport),
  'sales.v1.getOrderMetrics': {
    answer: getOrderMetrics,
    reads: {
      marketplaceIds: 'any',
      interval: 'any',
      granularity: ['Day', 'Total'],
      granularityTimeZone: ['UTC'],
      // Nobody here buys as a business.
      buyerType: 'any',
      fulfillmentNetwork: ['AFN', 'MFN'],
      asin: 'any',
      sku: 'any',
    },
  },
  'vendorOrders.v1.getPurchaseOrders': {
    answer: getPurchaseOrders,
    reads: {
      limit: 'any',
      createdAfter: 'time',
      createdBefore: 'time',
      changedAfter: 'time',
      changedBefore: 'time',
      purchaseOrderState: 'any',
      sortOrder: 'any',
      includeDetails: 'any',
      nextToken: 'any',
    },
  },
  'vendorOrders.v1.getPurchaseOrder': byPath(getPurchaseOrder),
  'fulfillmentOutbound.2020-07-01.listAllFulfillmentOrders': empty({ payload: { fulfillmentOrders: [] } }),
  'dataKiosk.2023-11-15.getQueries': empty({ queries: [] }),
  'awd.2024-05-09.listInventory': empty({ inventory: [] }),
  'services.v1.getServiceJobs': empty({ payload: { totalResultSize: 0, jobs: [] } }),
  'supplySources.2020-07-01.getSupplySources': empty({ supplySources: [] }),
  'sellerWallet.2024-03-01.listAccounts': empty({ accounts: [] }),
  'transfers.2024-06-01.getPaymentMethods': empty({ paymentMethods: [] }),
  'invoices.2024-06-19.getInvoicesAttributes': empty({ invoicesAttributes: {} }),
  'shipping.v2.getTracking': unknown,
  'messaging.v1.getMessagingActionsForOrder': unknown,
  'solicitations.v1.getSolicitationActionsForOrder': unknown,
  'vendorDirectFulfillmentTransactions.2021-12-28.getTransactionStatus': unknown,
}
