/**
 * Scopes of grantless operations, in which an application acts for itself, with the operations that each one opens.
 * https://developer-docs.amazon.com/sp-api/docs/grantless-operations
 */
export const grantlessScopes = {
  'sellingpartnerapi::notifications':
    'Destinations, and subscriptions by their id. Creating a subscription needs the token of a selling partner.',
  'sellingpartnerapi::shipments:track': 'Tracking shipments, without a selling partner.',
  'sellingpartnerapi::client_credential:rotation': "Rotating the application's client secret.",
} as const

export type GrantlessScope = keyof typeof grantlessScopes

/** Its tokens can lock the application out, so no other scope includes it. */
export const rotationScope: GrantlessScope = 'sellingpartnerapi::client_credential:rotation'
