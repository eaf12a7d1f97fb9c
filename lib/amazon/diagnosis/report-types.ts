import { findMarketplace } from '../marketplaces.ts'
import { editDistance, rolesOfOperations } from './known-operations.ts'
import { outcomesBy, type Part } from './signs/parts.ts'
import { offeredElsewhere, withdrawnTypes } from './type-facts.ts'
import type { Values } from './values.ts'

/** Signs of a report, notification or feed type. Types require roles of their own, in addition to the operation's. */
export type ReportSign =
  | 'report-type-named'
  | 'brand-report'
  | 'vendor-report'
  | 'report-type-misspelt'
  | 'roles-named-are-others'
  | 'type-withdrawn'
  | 'type-of-other-marketplace'
  | 'says-seller-reports-work'
  /** Another type, which the same roles permit, works. */
  | 'sibling-type-works'

const reportType = /\b(?:GET|GST|SC|FEE|EPR|RFQD)_[A-Z0-9_]{6,90}\b/g
const feedType = /\b(?:POST_[A-Z0-9_]{6,90}|JSON_LISTINGS_FEED)\b/g
const notificationType =
  /\b(?:ACCOUNT_STATUS_CHANGED|B2B_ANY_OFFER_CHANGED|ANY_OFFER_CHANGED|PRICING_HEALTH|LISTINGS_ITEM_\w{3,40}|BRANDED_ITEM_CONTENT_CHANGE|PRODUCT_TYPE_DEFINITIONS_CHANGE|FULFILLMENT_ORDER_STATUS|FBA_OUTBOUND_SHIPMENT_STATUS|FEE_PROMOTION|DETAIL_PAGE_TRAFFIC_EVENT|ITEM_(?:SALES|INVENTORY)_EVENT_CHANGE|ITEM_PRODUCT_TYPE_CHANGE|ORDER_STATUS_CHANGE|DATA_KIOSK_QUERY_PROCESSING_FINISHED|ORDER_CHANGE|FEED_PROCESSING_FINISHED|REPORT_PROCESSING_FINISHED)\b/g
const kinds = [
  ['notification', notificationType],
  ['report', reportType],
  ['feed', feedType],
] as const

/** Roles that permit a type (each one is sufficient), as Amazon's pages on roles and report types list them. */
const rolesByType: readonly (readonly [type: RegExp, roles: string])[] = [
  [/^(?:B2B_)?ANY_OFFER_CHANGED$/, 'Pricing'],
  [/^ACCOUNT_STATUS_CHANGED$/, 'Selling Partner Insights'],
  [
    /^(?:LISTINGS_ITEM_(?:STATUS|ISSUES)_CHANGE|BRANDED_ITEM_CONTENT_CHANGE|PRODUCT_TYPE_DEFINITIONS_CHANGE)$/,
    'Product Listing',
  ],
  [/^(?:FULFILLMENT_ORDER_STATUS|FBA_OUTBOUND_SHIPMENT_STATUS)$/, 'Amazon Fulfillment'],
  [/^FEE_PROMOTION$/, 'Finance and Accounting or Product Listing'],
  [/^(?:DETAIL_PAGE_TRAFFIC_EVENT|ITEM_(?:SALES|INVENTORY)_EVENT_CHANGE)$/, 'Brand Analytics'],
  [/^DATA_KIOSK_QUERY_PROCESSING_FINISHED$/, 'Brand Analytics or Amazon Warehousing and Distribution'],
  [/^JSON_LISTINGS_FEED$/, 'Inventory and Order Tracking or Product Listing'],
  [/^POST_EASYSHIP_DOCUMENTS$/, 'Direct to Consumer Shipping, Inventory and Order Tracking or Tax Invoicing'],
  [/^GET_BRAND_ANALYTICS_|^GET_VENDOR_|^GET_COUPON_/, 'Brand Analytics'],
  [/^GET_PROMOTION_PERFORMANCE_REPORT/, 'Selling Partner Insights, for vendors Brand Analytics'],
  [/^GET_V[12]_SELLER_PERFORMANCE_REPORT/, 'Selling Partner Insights'],
  [/^GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE$/, 'Amazon Fulfillment or Finance and Accounting'],
  [/^GET_V2_SETTLEMENT_|^GET_REFERRAL_FEE_/, 'Finance and Accounting'],
  [/^SC_VAT_TAX_REPORT|^GET_VAT_|^GET_FLAT_FILE_VAT_|^GET_GST_MTR_B2B|_INVOICING$/, 'Tax Invoicing'],
  [/^GST_MTR_B2C|^GET_FLAT_FILE_SALES_TAX_DATA|_TAX$/, 'Tax Remittance'],
  [/_SHIPPING$|^GET_EASYSHIP_(?:WAITING|PICKEDUP)/, 'Direct to Consumer Shipping'],
  [/^GET_EASYSHIP_DOCUMENTS/, 'Direct to Consumer Shipping or Tax Invoicing'],
  [/PENDING_ORDERS_DATA|^RFQD_BULK_DOWNLOAD/, 'Inventory and Order Tracking'],
  [
    /_RETURNS_DATA_BY_RETURN_DATE|^GET_FLAT_FILE_MFN_|^GET_XML_(?:MFN_|RETURNS_)/,
    'Inventory and Order Tracking or Direct to Consumer Shipping',
  ],
  [/^GET_(?:AFN_|LEDGER_|FBA_SNS_)|^GET_GST_STR_ADHOC/, 'Amazon Fulfillment'],
  [/^GET_FBA_/, 'Amazon Fulfillment or Pricing'],
  [
    /ALL_ORDERS_DATA/,
    'Amazon Fulfillment, Pricing, Inventory and Order Tracking or Direct to Consumer Shipping',
  ],
  [
    /^GET_MERCHANT_LISTINGS_|^GET_FLAT_FILE_OPEN_LISTINGS_DATA|^GET_XML_BROWSE_TREE_DATA/,
    'Product Listing, Pricing, Inventory and Order Tracking or Direct to Consumer Shipping',
  ],
  [
    /^GET_MERCHANTS_LISTINGS_FYP_REPORT|^FEE_DISCOUNTS_REPORT|^GET_B2B_PRODUCT_OPPORTUNITIES_|^EPR_/,
    'Product Listing',
  ],
]

/** The types on Amazon’s page on report types, by prefix. A name that closely resembles one is misspelled. */
const endsByStart: Readonly<Record<string, string>> = {
  GET_BRAND_ANALYTICS_:
    'MARKET_BASKET_REPORT SEARCH_TERMS_REPORT REPEAT_PURCHASE_REPORT SEARCH_CATALOG_PERFORMANCE_REPORT SEARCH_QUERY_PERFORMANCE_REPORT ALTERNATE_PURCHASE_REPORT ITEM_COMPARISON_REPORT',
  GET_VENDOR_:
    'REAL_TIME_INVENTORY_REPORT REAL_TIME_TRAFFIC_REPORT REAL_TIME_SALES_REPORT SALES_REPORT NET_PURE_PRODUCT_MARGIN_REPORT TRAFFIC_REPORT FORECASTING_REPORT INVENTORY_REPORT SALES_DIAGNOSTIC_REPORT DEMAND_FORECAST_REPORT INVENTORY_HEALTH_AND_PLANNING_REPORT',
  GET_: 'SALES_AND_TRAFFIC_REPORT PROMOTION_PERFORMANCE_REPORT COUPON_PERFORMANCE_REPORT SELLER_FEEDBACK_DATA V1_SELLER_PERFORMANCE_REPORT V2_SELLER_PERFORMANCE_REPORT REFERRAL_FEE_PREVIEW_REPORT PAN_EU_OFFER_STATUS XML_BROWSE_TREE_DATA VAT_TRANSACTION_DATA PENDING_ORDERS_DATA CONVERGED_FLAT_FILE_PENDING_ORDERS_DATA PRODUCT_EXCHANGE_DATA RESERVED_INVENTORY_DATA REMOTE_FULFILLMENT_ELIGIBILITY RESTOCK_INVENTORY_RECOMMENDATIONS_REPORT STRANDED_INVENTORY_UI_DATA STRANDED_INVENTORY_LOADER_DATA DATE_RANGE_FINANCIAL_TRANSACTION_DATA MERCHANTS_LISTINGS_FYP_REPORT MERCHANT_CANCELLED_LISTINGS_DATA',
  GET_MERCHANT_LISTINGS_: 'ALL_DATA DATA INACTIVE_DATA DATA_BACK_COMPAT DATA_LITE DATA_LITER DEFECT_DATA',
  GET_V2_SETTLEMENT_REPORT_DATA_: 'FLAT_FILE FLAT_FILE_V2 XML',
  GET_FLAT_FILE_:
    'OPEN_LISTINGS_DATA ACTIONABLE_ORDER_DATA_SHIPPING ORDER_REPORT_DATA_INVOICING ORDER_REPORT_DATA_SHIPPING ORDER_REPORT_DATA_TAX ORDERS_RECONCILIATION_DATA_INVOICING ORDERS_RECONCILIATION_DATA_SHIPPING ORDERS_RECONCILIATION_DATA_TAX ALL_ORDERS_DATA_BY_LAST_UPDATE_GENERAL ALL_ORDERS_DATA_BY_ORDER_DATE_GENERAL ARCHIVED_ORDERS_DATA_BY_ORDER_DATE PENDING_ORDERS_DATA RETURNS_DATA_BY_RETURN_DATE MFN_SKU_RETURN_ATTRIBUTES_REPORT SALES_TAX_DATA VAT_INVOICE_DATA_REPORT',
  GET_XML_:
    'ALL_ORDERS_DATA_BY_LAST_UPDATE_GENERAL ALL_ORDERS_DATA_BY_ORDER_DATE_GENERAL RETURNS_DATA_BY_RETURN_DATE MFN_PRIME_RETURNS_REPORT MFN_SKU_RETURN_ATTRIBUTES_REPORT VAT_INVOICE_DATA_REPORT',
  GET_ORDER_REPORT_DATA_: 'INVOICING SHIPPING TAX',
  GET_AMAZON_FULFILLED_SHIPMENTS_DATA_: 'GENERAL INVOICING TAX',
  GET_AFN_: 'INVENTORY_DATA INVENTORY_DATA_BY_COUNTRY',
  GET_LEDGER_: 'SUMMARY_VIEW_DATA DETAIL_VIEW_DATA',
  GET_CSV_: 'MFN_PRIME_RETURNS_REPORT',
  GET_FBA_:
    'MYI_UNSUPPRESSED_INVENTORY_DATA MYI_ALL_INVENTORY_DATA STORAGE_FEE_CHARGES_DATA INVENTORY_PLANNING_DATA OVERAGE_FEE_CHARGES_DATA ESTIMATED_FBA_FEES_TXT_DATA REIMBURSEMENTS_DATA RECOMMENDED_REMOVAL_DATA UNO_INVENTORY_DATA SNS_FORECAST_DATA SNS_PERFORMANCE_DATA',
  GET_FBA_FULFILLMENT_:
    'CUSTOMER_SHIPMENT_SALES_DATA CUSTOMER_SHIPMENT_PROMOTION_DATA CUSTOMER_TAXES_DATA CURRENT_INVENTORY_DATA MONTHLY_INVENTORY_DATA INVENTORY_RECEIPTS_DATA INVENTORY_SUMMARY_DATA INVENTORY_ADJUSTMENTS_DATA INVENTORY_HEALTH_DATA INBOUND_NONCOMPLIANCE_DATA LONGTERM_STORAGE_FEE_CHARGES_DATA CUSTOMER_RETURNS_DATA CUSTOMER_SHIPMENT_REPLACEMENT_DATA REMOVAL_ORDER_DETAIL_DATA REMOVAL_SHIPMENT_DETAIL_DATA',
  GET_EASYSHIP_: 'DOCUMENTS PICKEDUP WAITING_FOR_PICKUP',
  GET_GST_: 'MTR_B2B_CUSTOM MTR_B2C_CUSTOM STR_ADHOC',
  GET_B2B_PRODUCT_OPPORTUNITIES_: 'RECOMMENDED_FOR_YOU NOT_YET_ON_AMAZON',
}
const knownTypes: ReadonlySet<string> = new Set([
  ...Object.entries(endsByStart).flatMap(([start, ends]) => ends.split(' ').map((end) => start + end)),
  'SC_VAT_TAX_REPORT',
  'RFQD_BULK_DOWNLOAD',
  'FEE_DISCOUNTS_REPORT',
  'EPR_MONTHLY_REPORTS',
])

/** The intended type: one or two letters differ, or parts of the name are missing. */
function nearestType(name: string): string | undefined {
  const parts = name.split('_')
  return [...knownTypes].find(
    (one) => editDistance(one, name) <= 2 || (parts.length > 2 && hasInOrder(one.split('_'), parts)),
  )
}

function hasInOrder(all: readonly string[], some: readonly string[]): boolean {
  let at = 0
  for (const part of all) if (part === some[at]) at += 1
  return at === some.length && all.length - some.length <= 2
}

function* typesIn(text: string): Iterable<readonly [kind: string, name: string]> {
  for (const [kind, expression] of kinds) {
    for (const [name] of [...text.matchAll(expression)].slice(0, 10)) yield [kind, name]
  }
}

/** The report, notification and feed types that a text names, and the roles that permit them. */
export function reportFacts(
  text: string,
  parts: readonly Part[] = [],
): {
  readonly signs: ReadonlySet<ReportSign>
  readonly values: Values
} {
  const signs = new Set<ReportSign>()
  const values: Values = {}
  const uncertain = new Set<string>()
  const all = [...typesIn(text)]
  // One type alone needs no comparison.
  const { works, fails } = outcomesBy(all.length < 2 ? [] : parts, (part) =>
    [...typesIn(part)].map(([, name]) => name),
  )
  const refused = all.filter(([, name]) => !works.has(name))
  const told = refused.length > 0 ? refused : all
  // One that has ended doesn't explain why others are refused.
  const areEnded = told.every(([, name]) => Object.hasOwn(withdrawnTypes, name) || !fails.has(name))
  for (const [kind, name] of told) {
    values.reportType ??= name
    values.typeKind ??= kind
    const roles = rolesOf(name)
    if (roles !== undefined) values.typeRoles ??= roles
    if (roles !== undefined && [...works].some((one) => rolesOf(one) === roles))
      signs.add('sibling-type-works')
    if (areEnded) addEnd(name, signs, values)
    if (kind !== 'report') continue
    signs.add('report-type-named')
    if (/^GET_BRAND_ANALYTICS_/.test(name)) signs.add('brand-report')
    if (vendorType.test(name)) signs.add('vendor-report')
    addOffer(name, text, signs, values)
    if (knownTypes.has(name) || uncertain.has(name) || uncertain.size > 2) continue
    uncertain.add(name)
    const near = nearestType(name)
    if (near !== undefined) {
      signs.add('report-type-misspelt')
      values.rightType ??= near
    }
  }
  if (signs.has('vendor-report') && [...works].some((name) => !vendorType.test(name)))
    signs.add('says-seller-reports-work')
  if (fails.size === 0) signs.delete('sibling-type-works')
  if (namesOnlyOthers(text, values.typeRoles)) signs.add('roles-named-are-others')
  return { signs, values }
}

const vendorType = /^GET_VENDOR_/

function rolesOf(name: string): string | undefined {
  return rolesByType.find(([expression]) => expression.test(name))?.[1]
}

function addEnd(name: string, signs: Set<ReportSign>, values: Values): void {
  const ended = Object.hasOwn(withdrawnTypes, name) ? withdrawnTypes[name] : undefined
  if (ended === undefined || signs.has('type-withdrawn')) return
  signs.add('type-withdrawn')
  values.reportType = name
  values.typeEnd = ended.end
  values.newerType = ended.newer
}

const mentioned = /\bA[A-Z0-9]{11,13}\b/g

/** Only if every marketplace in the text is one in which the type doesn’t exist. */
function addOffer(name: string, text: string, signs: Set<ReportSign>, values: Values): void {
  const named = (text.match(mentioned) ?? []).slice(0, 20).flatMap((id) => findMarketplace(id) ?? [])
  const elsewhere = named.map((one) => offeredElsewhere(name, one))
  const [first] = elsewhere
  if (first === undefined || first === null || elsewhere.includes(null)) return
  signs.add('type-of-other-marketplace')
  values.typeOfferedIn ??= first
}

/** Roles that the application has according to the text, none of which permits the type. */
function namesOnlyOthers(text: string, needed: string | undefined): boolean {
  if (needed === undefined || !/\broles?\b|rolle|rôle|ruol|ロール|角色/i.test(text)) return false
  const plain = text.toLowerCase().replace(/[-‐]/g, ' ')
  const named = rolesOfOperations().filter((role) => plain.includes(role.toLowerCase()))
  return named.length > 0 && !named.some((role) => needed.includes(role))
}
