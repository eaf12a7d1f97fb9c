import type { Region } from './regions.ts'
import type { GrantlessScope } from './scopes.ts'

/** An SP-API operation: how to call it, with whose token, and how often. */
export interface Operation {
  readonly id: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** With `{names}` where values belong. */
  readonly path: string
  /** The selling partner's access token, or the scope of a grantless one. */
  readonly token: 'selling-partner' | GrantlessScope
  /** Requests per second, and the burst after a pause. Per application and selling partner. Null: not published. */
  readonly rate: number | null
  readonly burst: number | null
  /** Left out: all of them. */
  readonly regions?: readonly Region[]
}

const notifications = { token: 'sellingpartnerapi::notifications', rate: 1, burst: 5 } as const

/** From the models of https://github.com/amzn/selling-partner-api-models */
export const operations = {
  getMarketplaceParticipations: {
    id: 'getMarketplaceParticipations',
    method: 'GET',
    path: '/sellers/v1/marketplaceParticipations',
    token: 'selling-partner',
    rate: 0.016,
    burst: 15,
  },
  getAccount: {
    id: 'getAccount',
    method: 'GET',
    path: '/sellers/v1/account',
    token: 'selling-partner',
    rate: 0.016,
    burst: 15,
    regions: ['eu'],
  },
  searchListingsItems: {
    id: 'searchListingsItems',
    method: 'GET',
    path: '/listings/2021-08-01/items/{sellerId}',
    token: 'selling-partner',
    rate: 5,
    burst: 5,
  },
  createRestrictedDataToken: {
    id: 'createRestrictedDataToken',
    method: 'POST',
    path: '/tokens/2021-03-01/restrictedDataToken',
    token: 'selling-partner',
    rate: 1,
    burst: 10,
  },
  rotateApplicationClientSecret: {
    id: 'rotateApplicationClientSecret',
    method: 'POST',
    path: '/applications/2023-11-30/clientSecret',
    token: 'sellingpartnerapi::client_credential:rotation',
    rate: 0.0167,
    burst: 1,
  },
  getDestinations: {
    ...notifications,
    id: 'getDestinations',
    method: 'GET',
    path: '/notifications/v1/destinations',
  },
  getDestination: {
    ...notifications,
    id: 'getDestination',
    method: 'GET',
    path: '/notifications/v1/destinations/{destinationId}',
  },
  deleteDestination: {
    ...notifications,
    id: 'deleteDestination',
    method: 'DELETE',
    path: '/notifications/v1/destinations/{destinationId}',
  },
} as const satisfies Record<string, Operation>
