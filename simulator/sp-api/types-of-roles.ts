import { comparableRole } from '#lib/amazon/catalog/role-names.ts'
import { heldRoles } from './admit.ts'
import type { OperationCall } from './operation.ts'

/** Report types that only one role permits. Every other type is open to all who can call the operation. */
export const rolesOfReportTypes: Readonly<Record<string, readonly string[]>> = {
  SC_VAT_TAX_REPORT: ['Tax Invoicing'],
  GET_FLAT_FILE_SALES_TAX_DATA: ['Tax Remittance'],
  GST_MTR_B2C: ['Tax Remittance'],
  GET_FLAT_FILE_PENDING_ORDERS_DATA: ['Inventory and Order Tracking'],
}

/** The same of notification types. */
export const rolesOfNotificationTypes: Readonly<Record<string, readonly string[]>> = {
  ANY_OFFER_CHANGED: ['Pricing'],
  B2B_ANY_OFFER_CHANGED: ['Pricing'],
  ACCOUNT_STATUS_CHANGED: ['Selling Partner Insights'],
  DETAIL_PAGE_TRAFFIC_EVENT: ['Brand Analytics'],
}

/** The first type that the caller lacks the role for; undefined if it has them all. */
export function deniedType(
  { application, caller }: OperationCall,
  types: readonly string[],
  roles: Readonly<Record<string, readonly string[]>>,
): string | undefined {
  if (caller === null) return undefined
  const held = new Set(heldRoles(application, caller.grant, caller.seller).map(comparableRole))
  return types.find((type) => {
    const needed = Object.hasOwn(roles, type) ? roles[type] : undefined
    return needed !== undefined && !needed.some((role) => held.has(comparableRole(role)))
  })
}
