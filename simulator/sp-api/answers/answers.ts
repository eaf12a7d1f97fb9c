import type { Answer } from '../../call.ts'
import { refuseApi } from '../errors.ts'
import { getListingsItem } from '../listings.ts'
import type { OperationCall } from '../operation.ts'
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
import {
  getCatalogItem,
  getInventorySummaries,
  getItemOffers,
  getPricing,
  searchCatalogItems,
  searchProductTypes,
} from './products.ts'

type Give = (request: OperationCall) => Answer

/** For programs in which no seller here participates: returns an empty result. */
const empty =
  (body: object): Give =>
  () =>
    ok(body)
const unknown: Give = () => refuseApi('S14', 'nothing here has such an id')

/** The answers of the catalog's operations from the simulated world, by key. */
export const answers: Readonly<Record<string, Give>> = {
  'orders.2026-01-01.searchOrders': searchOrders,
  'orders.2026-01-01.getOrder': getOrder,
  'orders.v0.getOrders': getOrdersV0,
  'orders.v0.getOrder': getOrderV0,
  'orders.v0.getOrderItems': getOrderItemsV0,
  'orders.v0.getOrderAddress': getOrderAddressV0,
  'orders.v0.getOrderBuyerInfo': getOrderBuyerInfoV0,
  'catalogItems.2022-04-01.searchCatalogItems': searchCatalogItems,
  'catalogItems.2022-04-01.getCatalogItem': getCatalogItem,
  'listingsItems.2021-08-01.getListingsItem': getListingsItem,
  'fbaInventory.v1.getInventorySummaries': getInventorySummaries,
  'productPricing.v0.getPricing': getPricing,
  'productPricing.v0.getItemOffers': getItemOffers,
  'productTypes.2020-09-01.searchDefinitionsProductTypes': searchProductTypes,
  'finances.2024-06-19.listTransactions': listTransactions,
  'reports.2021-06-30.getReports': getReports,
  'reports.2021-06-30.getReport': getReport,
  'sales.v1.getOrderMetrics': getOrderMetrics,
  'vendorOrders.v1.getPurchaseOrders': getPurchaseOrders,
  'vendorOrders.v1.getPurchaseOrder': getPurchaseOrder,
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
