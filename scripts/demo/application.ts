import type { Environment } from '#lib/env.ts'
import type { ApplicationFacts } from '#simulator/world/applications.ts'

/** The application's roles. Its operations for finances and shipping are refused, as at Amazon. */
export const demoRoles = [
  'Selling Partner Insights',
  'Product Listing',
  'Pricing',
  'Inventory and Order Tracking',
]

/** The application of the demo's environment, as its simulated Amazon registers it. */
export function demoApplication({ application, appUrl, companyName }: Environment) {
  if (application === null) throw new TypeError('the demo defines an application')
  return {
    applicationId: application.spApiApplicationId,
    lwaClientId: application.lwaClientId,
    clientSecret: application.lwaClientSecret.expose(),
    name: companyName,
    status: application.status,
    redirectUris: [`${appUrl}/sp-api/auth`],
    logInUri: `${appUrl}/authorize`,
    roles: demoRoles,
  } satisfies ApplicationFacts
}
