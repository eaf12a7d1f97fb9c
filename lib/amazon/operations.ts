import type { Region } from './regions.ts'
import type { GrantlessScope } from './scopes.ts'

/** An SP-API operation: how to call it, with whose token, and how often. */
export interface Operation {
  readonly id: string
  readonly title: string
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** With `{names}` where values belong. */
  readonly path: string
  /** The selling partner's access token, or the scope of a grantless one. */
  readonly token: 'selling-partner' | GrantlessScope
  /** Requests a second, and how many at once after a rest. Per application and selling partner. */
  readonly rate: number
  readonly burst: number
  /** Left out: all of them. */
  readonly regions?: readonly Region[]
}

const notifications = { token: 'sellingpartnerapi::notifications', rate: 1, burst: 5 } as const

/** From the models of https://github.com/amzn/selling-partner-api-models */
export const operations = {
  getMarketplaceParticipations: {
    id: 'getMarketplaceParticipations',
    title: 'Marketplace participations',
    method: 'GET',
    path: '/sellers/v1/marketplaceParticipations',
    token: 'selling-partner',
    rate: 0.016,
    burst: 15,
  },
  getAccount: {
    id: 'getAccount',
    title: 'Business account',
    method: 'GET',
    path: '/sellers/v1/account',
    token: 'selling-partner',
    rate: 0.016,
    burst: 15,
    regions: ['eu'],
  },
  searchListingsItems: {
    id: 'searchListingsItems',
    title: 'Listings items',
    method: 'GET',
    path: '/listings/2021-08-01/items/{sellerId}',
    token: 'selling-partner',
    rate: 5,
    burst: 5,
  },
  createRestrictedDataToken: {
    id: 'createRestrictedDataToken',
    title: 'Restricted data token',
    method: 'POST',
    path: '/tokens/2021-03-01/restrictedDataToken',
    token: 'selling-partner',
    rate: 1,
    burst: 10,
  },
  rotateApplicationClientSecret: {
    id: 'rotateApplicationClientSecret',
    title: 'Rotate the client secret',
    method: 'POST',
    path: '/applications/2023-11-30/clientSecret',
    token: 'sellingpartnerapi::client_credential:rotation',
    rate: 0.0167,
    burst: 1,
  },
  getDestinations: {
    ...notifications,
    id: 'getDestinations',
    title: 'Notification destinations',
    method: 'GET',
    path: '/notifications/v1/destinations',
  },
  getDestination: {
    ...notifications,
    id: 'getDestination',
    title: 'Notification destination',
    method: 'GET',
    path: '/notifications/v1/destinations/{destinationId}',
  },
  deleteDestination: {
    ...notifications,
    id: 'deleteDestination',
    title: 'Delete a notification destination',
    method: 'DELETE',
    path: '/notifications/v1/destinations/{destinationId}',
  },
} as const satisfies Record<string, Operation>

/** What the call runner offers and accepts: these read, need no parameters, and return no personal data. */
export const runnableOperations: readonly Operation[] = [operations.getMarketplaceParticipations]

export function findRunnableOperation(id: string): Operation | null {
  return runnableOperations.find((operation) => operation.id === id) ?? null
}
