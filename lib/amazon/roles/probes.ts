import type { PartnerType } from '../marketplaces.ts'
import type { Region } from '../regions.ts'

/**
 * Amazon's roles, by their names without "(Restricted)". https://developer-docs.amazon.com/sp-api/docs/role-mappings
 */
export const roleNames = [
  'Product Listing',
  'Pricing',
  'Inventory and Order Tracking',
  'Amazon Fulfillment',
  'Finance and Accounting',
  'Selling Partner Insights',
  'Brand Analytics',
  'Buyer Communication',
  'Buyer Solicitation',
  'Direct to Consumer Shipping',
  'Tax Invoicing',
  'Tax Remittance',
  'Professional Services',
  'Amazon Warehousing and Distribution',
  'Notifications in Seller Central',
  'Account Information Service Provider',
  'Payment Initiation Service Provider',
] as const

export type RoleName = (typeof roleNames)[number]

/** The kind of selling partner whose roles are checked. */
export interface Target {
  readonly partnerType: PartnerType
  readonly region: Region
  /** One of the seller's own. */
  readonly marketplaceId: string
  readonly countryCode: string
}

/** A harmless read that Amazon allows with one role, and refuses without it. */
export interface Probe {
  readonly role: RoleName
  /** The operation's key in the catalog. */
  readonly operation: string
  readonly values: Readonly<Record<string, readonly string[]>>
  /** The 403 that means that the role is missing: for the operation, or for the type of report requested. */
  readonly gate: 'operation' | 'report'
  /** Other roles open it, too: only while all of them are refused does an answer prove the role. */
  readonly whenAbsent?: readonly RoleName[]
  /** A refusal can have other causes, such as a program that the seller didn't join: it proves nothing. */
  readonly isDoubtful?: true
  /** The role comes from an old or indirect source. */
  readonly isProbable?: true
}

/** Opened by twelve roles. Any answer but a refusal says that token, region and seller are in order. */
export const control = {
  operation: 'orders.2026-01-01.getOrder',
  values: { orderId: ['000-0000000-0000000'] },
} as const

const dayMs = 86_400_000

/** The probes for a seller or vendor, in the order in which they are sent. Roles without one can't be isolated. */
export function probesFor(target: Target, now: Date): readonly Probe[] {
  return target.partnerType === 'vendor' ? probesOfVendors(target, now) : probesOfSellers(target, now)
}

const listing = ({ marketplaceId }: Target): Probe => ({
  role: 'Product Listing',
  operation: 'catalogItems.2022-04-01.searchCatalogItems',
  values: { marketplaceIds: [marketplaceId], keywords: ['a'], pageSize: ['1'] },
  gate: 'operation',
})

const analytics: Probe = {
  role: 'Brand Analytics',
  operation: 'dataKiosk.2023-11-15.getQueries',
  values: { pageSize: ['1'] },
  gate: 'operation',
}

function probesOfVendors(target: Target, now: Date): readonly Probe[] {
  return [
    listing(target),
    {
      role: 'Amazon Fulfillment',
      operation: 'vendorOrders.v1.getPurchaseOrders',
      values: {
        limit: ['1'],
        createdAfter: [new Date(now.getTime() - dayMs).toISOString()],
        includeDetails: ['false'],
      },
      gate: 'operation',
    },
    analytics,
    {
      role: 'Direct to Consumer Shipping',
      operation: 'vendorDirectFulfillmentTransactions.2021-12-28.getTransactionStatus',
      values: { transactionId: ['0'] },
      gate: 'operation',
      isDoubtful: true,
    },
  ]
}

function probesOfSellers(target: Target, now: Date): readonly Probe[] {
  const { region, marketplaceId, countryCode } = target
  const ofMarketplace = { marketplaceId: [marketplaceId] }
  const ofMarketplaces = { marketplaceIds: [marketplaceId] }
  const since = new Date(now.getTime() - 2 * dayMs).toISOString()
  const probes: (Probe & { readonly regions?: readonly Region[]; readonly countries?: readonly string[] })[] =
    [
      listing(target),
      {
        role: 'Amazon Fulfillment',
        operation: 'fulfillmentOutbound.2020-07-01.listAllFulfillmentOrders',
        values: {},
        gate: 'operation',
      },
      {
        role: 'Finance and Accounting',
        operation: 'finances.2024-06-19.listTransactions',
        values: { postedAfter: [since] },
        gate: 'operation',
      },
      analytics,
      {
        role: 'Amazon Warehousing and Distribution',
        operation: 'awd.2024-05-09.listInventory',
        values: { maxResults: ['1'] },
        gate: 'operation',
        regions: ['na'],
      },
      {
        role: 'Professional Services',
        operation: 'services.v1.getServiceJobs',
        values: { ...ofMarketplaces, pageSize: ['1'] },
        gate: 'operation',
      },
      {
        role: 'Account Information Service Provider',
        operation: 'sellerWallet.2024-03-01.listAccounts',
        values: ofMarketplace,
        gate: 'operation',
      },
      {
        // Sellers who haven't joined Multi-Location Inventory may be refused for that.
        role: 'Selling Partner Insights',
        operation: 'supplySources.2020-07-01.getSupplySources',
        values: { pageSize: ['1'] },
        gate: 'operation',
        isDoubtful: true,
      },
      {
        // A made-up order may be refused for that.
        role: 'Buyer Communication',
        operation: 'messaging.v1.getMessagingActionsForOrder',
        values: { amazonOrderId: ['000-0000000-0000000'], ...ofMarketplaces },
        gate: 'operation',
        isDoubtful: true,
      },
      {
        // Sellers who aren't customers of Amazon Shipping may be refused for that.
        role: 'Direct to Consumer Shipping',
        operation: 'shipping.v2.getTracking',
        values: { trackingId: ['0'], carrierId: ['0'] },
        gate: 'operation',
        isDoubtful: true,
      },
      {
        role: 'Pricing',
        operation: 'notifications.v1.getSubscription',
        values: { notificationType: ['ANY_OFFER_CHANGED'] },
        gate: 'operation',
        isProbable: true,
      },
      report('Inventory and Order Tracking', 'GET_FLAT_FILE_PENDING_ORDERS_DATA'),
      report('Tax Invoicing', 'SC_VAT_TAX_REPORT'),
      { ...report('Tax Remittance', 'GET_FLAT_FILE_SALES_TAX_DATA'), countries: ['US'] },
      { ...report('Tax Remittance', 'GST_MTR_B2C'), countries: ['IN'] },
      {
        role: 'Buyer Solicitation',
        operation: 'solicitations.v1.getSolicitationActionsForOrder',
        values: { amazonOrderId: ['000-0000000-0000000'], ...ofMarketplaces },
        gate: 'operation',
        whenAbsent: ['Product Listing'],
      },
      {
        role: 'Payment Initiation Service Provider',
        operation: 'transfers.2024-06-01.getPaymentMethods',
        values: ofMarketplace,
        gate: 'operation',
        whenAbsent: ['Account Information Service Provider', 'Finance and Accounting'],
        regions: ['eu'],
      },
    ]
  return probes.filter(
    ({ regions, countries }) =>
      (regions?.includes(region) ?? true) && (countries?.includes(countryCode) ?? true),
  )
}

function report(role: RoleName, reportType: string): Probe {
  return {
    role,
    operation: 'reports.2021-06-30.getReports',
    values: { reportTypes: [reportType], pageSize: ['1'] },
    gate: 'report',
    isProbable: true,
  }
}
