/**
 * Names of roles as people write them. Some contain “and”, which ends a part of a sentence elsewhere; those that are
 * ordinary words too, such as Pricing, only count beside the word role.
 */
export const roleName =
  '(?:Amazon Fulfillment|Amazon Warehousing and Distribution|Brand Analytics|Finance and Accounting|Inventory and Order Tracking|Product Listing|Selling Partner Insights|Buyer (?:Communication|Solicitation)|Direct[- ]to[- ]Consumer Shipping|Notifications in Seller Central|Tax (?:Invoicing|Remittance))'

/** Where a name stands for the role, not for a report or an API of that name. */
export const roleByName = new RegExp(String.raw`\b${roleName}\b(?!\s(?:reports?|api|data)\b)`, 'gi')

/** The text with names of roles replaced by the word. */
export function withoutRoleNames(text: string): string {
  return text.replace(roleByName, 'role')
}
