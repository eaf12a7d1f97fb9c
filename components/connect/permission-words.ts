import { comparableRole } from '#lib/amazon/catalog/role-names.ts'
import type { PartnerType } from '#lib/amazon/marketplaces.ts'
import { type RoleName, roleNames } from '#lib/amazon/roles/probes.ts'
import type { Key } from '#lib/languages/catalogs.ts'

type Word = Key<'permissions'>

interface Allowed {
  readonly sees?: Word
  readonly changes?: Word
}

/**
 * Amazon's roles, in words for sellers: data that an application may see and change.
 * https://developer-docs.amazon.com/sp-api/docs/roles-in-the-selling-partner-api
 */
const forSellers: Readonly<Record<RoleName, Allowed>> = {
  'Product Listing': { sees: 'seeListings', changes: 'changeListings' },
  Pricing: { sees: 'seePrices', changes: 'changePrices' },
  'Inventory and Order Tracking': { sees: 'seeOrders', changes: 'changeOrders' },
  'Amazon Fulfillment': { sees: 'seeFba', changes: 'changeFba' },
  'Finance and Accounting': { sees: 'seeFinances', changes: 'changePayouts' },
  'Selling Partner Insights': { sees: 'seeAccount', changes: 'changeLocations' },
  'Brand Analytics': { sees: 'seeAnalytics', changes: 'changeContent' },
  'Buyer Communication': { changes: 'changeMessages' },
  'Buyer Solicitation': { changes: 'changeReviews' },
  'Direct to Consumer Shipping': { sees: 'seeAddresses', changes: 'changeShipping' },
  'Tax Invoicing': { sees: 'seeInvoicing', changes: 'changeInvoices' },
  'Tax Remittance': { sees: 'seeTaxes' },
  'Professional Services': { sees: 'seeServices', changes: 'changeServices' },
  'Amazon Warehousing and Distribution': { sees: 'seeStorage', changes: 'changeStorage' },
  'Notifications in Seller Central': { changes: 'changeNotices' },
  'Account Information Service Provider': { sees: 'seeBank' },
  'Payment Initiation Service Provider': { changes: 'changePayouts' },
}

/** For roles that mean something else to vendors, who sell to Amazon. */
const forVendors: Readonly<Partial<Record<RoleName, Allowed>>> = {
  'Amazon Fulfillment': { sees: 'seePurchaseOrders', changes: 'changePurchaseOrders' },
}

export interface Permission {
  readonly word: Word
  /** Null: it means the same to sellers and vendors. */
  readonly only: PartnerType | null
}

export interface Permissions {
  readonly sees: readonly Permission[]
  readonly changes: readonly Permission[]
  /** Names of Amazon's that the table lacks. */
  readonly unknown: readonly string[]
}

/** The permissions of an application with these roles, for those who can authorize it; each one once. */
export function permissionsOf(roles: readonly string[], partnerTypes: readonly PartnerType[]): Permissions {
  const known = roleNames.filter((name) => roles.some((role) => isSame(role, name)))
  const permissions = (kind: keyof Allowed) =>
    unique(
      known
        .flatMap((name) => permissionOf(name, kind))
        .filter(({ only }) => only === null || partnerTypes.includes(only)),
    )
  return {
    sees: permissions('sees'),
    changes: permissions('changes'),
    unknown: roles.filter((role) => !known.some((name) => isSame(role, name))),
  }
}

function permissionOf(role: RoleName, kind: keyof Allowed): readonly Permission[] {
  const seller = forSellers[role][kind]
  const vendor = (forVendors[role] ?? forSellers[role])[kind]
  if (seller === vendor) return seller === undefined ? [] : [{ word: seller, only: null }]
  return [
    ...(seller === undefined ? [] : [{ word: seller, only: 'seller' as const }]),
    ...(vendor === undefined ? [] : [{ word: vendor, only: 'vendor' as const }]),
  ]
}

function unique(permissions: readonly Permission[]): readonly Permission[] {
  return [...new Map(permissions.map((permission) => [permission.word, permission])).values()]
}

function isSame(role: string, name: RoleName): boolean {
  return comparableRole(role) === comparableRole(name)
}
