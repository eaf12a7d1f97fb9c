import type { Binding } from '../vault/seal.ts'

export function refreshTokenBinding(authorizationId: string): Binding {
  return { table: 'authorization', column: 'refresh_token_sealed', rowId: authorizationId }
}

export function accessTokenBinding(authorizationId: string): Binding {
  return { table: 'access_token', column: 'sealed', rowId: authorizationId }
}

export function lastTokenBinding(authorizationId: string): Binding {
  return { table: 'authorization', column: 'last_token_sealed', rowId: authorizationId }
}
