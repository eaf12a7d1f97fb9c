/**
 * Names of roles as people write them. Some contain “and”, which otherwise ends a part of a sentence. Those that are
 * also ordinary words, such as Pricing, count only next to the word role.
 */
export const roleName =
  '(?:Amazon Fulfillment|Amazon Warehousing and Distribution|Brand Analytics|Finance and Accounting|Inventory and Order Tracking|Product Listing|Selling Partner Insights|Buyer (?:Communication|Solicitation)|Direct[- ]to[- ]Consumer Shipping|Notifications in Seller Central|Tax (?:Invoicing|Remittance))'

/** Where a name means the role, not a report or an API with that name. */
export const roleByName = new RegExp(String.raw`\b${roleName}\b(?!\s(?:reports?|api|data)\b)`, 'gi')

/** Replaces the names of roles in the text with the word "role". */
export function withoutRoleNames(text: string): string {
  return text.replace(roleByName, 'role')
}
