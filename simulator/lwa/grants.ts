import type { Fault } from '../world/faults.ts'
import type { Application } from '../world/shapes.ts'

/** A token request whose client is known. */
export interface TokenRequest {
  readonly application: Application
  /** Position of the client secret in the request; null when there was none. */
  readonly clientSecret: number | null
  readonly parameter: (name: string) => string
  readonly faults: readonly Fault[]
}

/** The longest value that Amazon documents, in bytes. */
export const longest: Readonly<Record<string, number>> = {
  client_id: 100,
  client_secret: 2048,
  code: 2048,
  refresh_token: 2048,
  redirect_uri: 2048,
  scope: 2048,
}

/** The parameters that each grant type needs beside grant_type. */
export const requiredParameters = {
  authorization_code: ['client_id', 'code'],
  refresh_token: ['client_id', 'client_secret', 'refresh_token'],
  client_credentials: ['client_id', 'client_secret', 'scope'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type GrantType = keyof typeof requiredParameters

export const accessTokenLifeSeconds = 3600
