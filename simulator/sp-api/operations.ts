import type { Rate } from '../world/token-buckets.ts'

export interface OperationFacts {
  readonly name: string
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: string
  readonly rate: Rate
  /** Any one of these roles lets an application call it. */
  readonly roles: readonly string[]
  readonly farEastRoles: readonly string[]
}

/** The plan of every operation in the sandbox. */
export const sandboxRate: Rate = { perSecond: 5, burst: 15 }

export const getMarketplaceParticipations: OperationFacts = {
  name: 'getMarketplaceParticipations',
  method: 'GET',
  path: '/sellers/v1/marketplaceParticipations',
  rate: { perSecond: 0.016, burst: 15 },
  roles: ['Product Listing', 'Selling Partner Insights'],
  farEastRoles: [
    'Amazon Fulfillment',
    'Buyer Communication',
    'Finance and Accounting',
    'Inventory and Order Tracking',
    'Pricing',
  ],
}
