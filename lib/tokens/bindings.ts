import type { Binding } from '../vault/seal.ts'

export function refreshTokenBinding(authorizationId: string): Binding {
  return { table: 'authorization', column: 'refresh_token_sealed', rowId: authorizationId }
}

export function accessTokenBinding(authorizationId: string): Binding {
  return { table: 'access_token', column: 'sealed', rowId: authorizationId }
}

export function previousTokenBinding(authorizationId: string): Binding {
  return { table: 'authorization', column: 'last_token_sealed', rowId: authorizationId }
}

/** Of one LWA client: should the application get another, its tokens are of no use. */
export function grantlessTokenBinding(applicationId: string, scope: string, lwaClientId: string): Binding {
  return { table: 'grantless_token', column: 'sealed', rowId: `${applicationId} ${scope} ${lwaClientId}` }
}
