import { editDistance, rolesOfOperations } from './known-operations.ts'
import type { Values } from './values.ts'

/** What the type of a report shows: types have roles of their own, besides those of the operation. */
export type ReportSign =
  | 'report-type-named'
  | 'brand-report'
  | 'vendor-report'
  | 'report-type-misspelt'
  | 'roles-named-are-others'

const type = /\b(?:GET|POST|GST|SC|FEE|EPR)_[A-Z0-9_]{6,90}\b/g

/** Roles of which any one opens the type, as Amazon's pages on roles and report types list them. */
const rolesByType: readonly (readonly [type: RegExp, roles: string])[] = [
  [/^GET_BRAND_ANALYTICS_|^GET_VENDOR_|^GET_COUPON_/, 'Brand Analytics'],
  [/^GET_PROMOTION_PERFORMANCE_REPORT/, 'Selling Partner Insights, for vendors Brand Analytics'],
  [/^GET_V[12]_SELLER_PERFORMANCE_REPORT/, 'Selling Partner Insights'],
  [/^GET_V2_SETTLEMENT_|^GET_REFERRAL_FEE_/, 'Finance and Accounting'],
  [/^SC_VAT_TAX_REPORT|^GET_VAT_|^GET_FLAT_FILE_VAT_|^GET_GST_MTR_B2B|_INVOICING$/, 'Tax Invoicing'],
  [/^GST_MTR_B2C|^GET_FLAT_FILE_SALES_TAX_DATA|_TAX$/, 'Tax Remittance'],
  [/_SHIPPING$|^GET_EASYSHIP_(?:WAITING|PICKEDUP)/, 'Direct to Consumer Shipping'],
  [/^GET_EASYSHIP_DOCUMENTS/, 'Direct to Consumer Shipping or Tax Invoicing'],
  [/PENDING_ORDERS_DATA/, 'Inventory and Order Tracking'],
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

/** The types of reports that a text names, and which roles open them. */
export function reportFacts(text: string): {
  readonly signs: ReadonlySet<ReportSign>
  readonly values: Values
} {
  const signs = new Set<ReportSign>()
  const values: Values = {}
  for (const [name] of [...text.matchAll(type)].slice(0, 10)) {
    signs.add('report-type-named')
    values.reportType ??= name
    if (/^GET_BRAND_ANALYTICS_/.test(name)) signs.add('brand-report')
    if (/^GET_VENDOR_/.test(name)) signs.add('vendor-report')
    const near = certain.find((one) => one.startsWith(`${name}_`) || editDistance(one, name) <= 2)
    if (near !== undefined && !certain.includes(name)) {
      signs.add('report-type-misspelt')
      values.rightType ??= near
    }
    const roles = rolesByType.find(([expression]) => expression.test(name))?.[1]
    if (roles !== undefined) values.typeRoles ??= roles
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
