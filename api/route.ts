import type { z } from 'zod'
import type { Scope } from '#lib/context.ts'
import type { ErrorCode } from '#lib/errors.ts'
import type { Services } from '#lib/services.ts'
import type { VendCounts } from '#lib/tokens/vend-counts.ts'
import type { ApiRequest } from './http.ts'

export interface RouteServices {
  readonly services: Services
  readonly counts: VendCounts
}

/**
 * One route of the API: everything that mounts it, documents it and answers other methods with 405. A new one is a file
 * of its own and a line in `v1/routes.ts`.
 */
export interface Route {
  readonly method: 'get' | 'post'
  /** As OpenAPI writes it, with its parameters in braces: `{id}`. */
  readonly path: `/api/v1/${string}`
  readonly id: string
  readonly summary: string
  readonly description: string
  /** Any of these. */
  readonly scopes: readonly Scope[]
  readonly query?: z.ZodObject
  readonly body?: z.ZodObject
  /** True where the body may be left out. */
  readonly bodyIsOptional?: boolean
  readonly answer: z.ZodObject
  /** Besides those of every route. */
  readonly errors: readonly ErrorCode[]
  handle(c: ApiRequest, { services, counts }: RouteServices): Promise<Response>
}

/** The authorization or the application in the route's path. */
export function readId(c: ApiRequest): string {
  return c.req.param('id') ?? ''
}

/** The errors of every route. */
export const commonErrors: readonly ErrorCode[] = [
  'api_key_missing',
  'api_key_unknown',
  'api_key_revoked',
  'api_key_expired',
  'api_keys_refused',
  'not_allowed',
  'parameter_unknown',
  'internal',
  'database_unavailable',
]
