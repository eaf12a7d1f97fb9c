/** The grantless scopes that Login with Amazon still knows, in the order in which access tokens number them. */
export const grantlessScopes = [
  'sellingpartnerapi::notifications',
  'sellingpartnerapi::client_credential:rotation',
  'sellingpartnerapi::shipments:track',
] as const

export type GrantlessScope = (typeof grantlessScopes)[number]

/** Its operation was removed in March 2024; client libraries still carry it. */
export const retiredScope = 'sellingpartnerapi::migration'
