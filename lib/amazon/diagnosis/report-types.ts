import { editDistance, rolesOfOperations } from './known-operations.ts'
import type { Values } from './values.ts'

/** What the type of a report, notification or feed shows: types have roles of their own, besides those of the operation. */
export type ReportSign =
  | 'report-type-named'
  | 'brand-report'
  | 'vendor-report'
  | 'report-type-misspelt'
  | 'roles-named-are-others'

const reportType = /\b(?:GET|GST|SC|FEE|EPR|RFQD)_[A-Z0-9_]{6,90}\b/g
const feedType = /\b(?:POST_[A-Z0-9_]{6,90}|JSON_LISTINGS_FEED)\b/g
const notificationType =
  /\b(?:ACCOUNT_STATUS_CHANGED|B2B_ANY_OFFER_CHANGED|ANY_OFFER_CHANGED|PRICING_HEALTH|LISTINGS_ITEM_\w{3,40}|BRANDED_ITEM_CONTENT_CHANGE|PRODUCT_TYPE_DEFINITIONS_CHANGE|FULFILLMENT_ORDER_STATUS|FBA_OUTBOUND_SHIPMENT_STATUS|FEE_PROMOTION|DETAIL_PAGE_TRAFFIC_EVENT|ITEM_(?:SALES|INVENTORY)_EVENT_CHANGE|ITEM_PRODUCT_TYPE_CHANGE|DATA_KIOSK_QUERY_PROCESSING_FINISHED|ORDER_CHANGE|FEED_PROCESSING_FINISHED|REPORT_PROCESSING_FINISHED)\b/g
const kinds = [
  ['notification', notificationType],
  ['report', reportType],
  ['feed', feedType],
] as const

/** Roles of which any one opens the type, as Amazon's pages on roles and report types list them. */
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

/** Types whose whole names are certain; a name that nearly is one is misspelt. */
const certain = [
  'GET_AFN_INVENTORY_DATA',
  'GET_FLAT_FILE_ALL_ORDERS_DATA_BY_ORDER_DATE_GENERAL',
  'GET_FLAT_FILE_ALL_ORDERS_DATA_BY_LAST_UPDATE_GENERAL',
  'GET_MERCHANT_LISTINGS_ALL_DATA',
  'GET_LEDGER_SUMMARY_VIEW_DATA',
  'GET_LEDGER_DETAIL_VIEW_DATA',
  'GET_FLAT_FILE_OPEN_LISTINGS_DATA',
  'GET_XML_BROWSE_TREE_DATA',
  'GET_FLAT_FILE_PENDING_ORDERS_DATA',
  'GET_V1_SELLER_PERFORMANCE_REPORT',
  'GET_V2_SELLER_PERFORMANCE_REPORT',
  'GET_PROMOTION_PERFORMANCE_REPORT',
  'GET_VAT_TRANSACTION_DATA',
  'SC_VAT_TAX_REPORT',
  'GET_EASYSHIP_DOCUMENTS',
  'GET_ORDER_REPORT_DATA_SHIPPING',
  'GET_FLAT_FILE_SALES_TAX_DATA',
  'GET_FBA_SNS_FORECAST_DATA',
  'GET_FBA_SNS_PERFORMANCE_DATA',
]

function* typesIn(text: string): Iterable<readonly [kind: string, name: string]> {
  for (const [kind, expression] of kinds) {
    for (const [name] of [...text.matchAll(expression)].slice(0, 10)) yield [kind, name]
  }
}

/** The types of reports, notifications and feeds that a text names, and which roles open them. */
export function reportFacts(text: string): {
  readonly signs: ReadonlySet<ReportSign>
  readonly values: Values
} {
  const signs = new Set<ReportSign>()
  const values: Values = {}
  for (const [kind, name] of typesIn(text)) {
    values.reportType ??= name
    values.typeKind ??= kind
    const roles = rolesByType.find(([expression]) => expression.test(name))?.[1]
    if (roles !== undefined) values.typeRoles ??= roles
    if (kind !== 'report') continue
    signs.add('report-type-named')
    if (/^GET_BRAND_ANALYTICS_/.test(name)) signs.add('brand-report')
    if (/^GET_VENDOR_/.test(name)) signs.add('vendor-report')
    const near = certain.find((one) => one.startsWith(`${name}_`) || editDistance(one, name) <= 2)
    if (near !== undefined && !certain.includes(name)) {
      signs.add('report-type-misspelt')
      values.rightType ??= near
    }
  }
  if (namesOnlyOthers(text, values.typeRoles)) signs.add('roles-named-are-others')
  return { signs, values }
}

/** Roles that the text says the application has, none of which opens the type. */
function namesOnlyOthers(text: string, needed: string | undefined): boolean {
  if (needed === undefined || !/\broles?\b|rolle|rôle|ruol|ロール|角色/i.test(text)) return false
  const plain = text.toLowerCase().replace(/[-‐]/g, ' ')
  const named = rolesOfOperations().filter((role) => plain.includes(role.toLowerCase()))
  return named.length > 0 && !named.some((role) => needed.includes(role))
}
