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
 * One route of the API: mounts it, documents it and answers other methods with 405. A new one needs its own file and a
 * line in `v1/routes.ts`.
 */
export interface Route {
  readonly method: 'get' | 'post' | 'patch' | 'delete'
  /** As OpenAPI writes it, with its parameters in braces: `{id}`. */
  readonly path: `/api/v1/${string}`
  readonly id: string
  readonly summary: string
  readonly description: string
  /** Any of these. */
  readonly scopes: readonly Scope[]
  readonly query?: z.ZodObject
  readonly body?: z.ZodObject
  /** In place of a JSON body: a file in one of these types. */
  readonly file?: { readonly types: readonly string[]; readonly description: string }
  /** True if the body can be left out. */
  readonly bodyIsOptional?: boolean
  readonly answer: z.ZodObject
  /** True if the response has an ETag, and `If-None-Match` can make it 304. */
  readonly hasEtag?: true
  /** The status of its answer; left out: 200. */
  readonly status?: 201
  /** Besides those of every route. */
  readonly errors: readonly ErrorCode[]
  handle(c: ApiRequest, { services, counts }: RouteServices): Promise<Response>
}

/** The authorization or the application in the route's path. */
export function readId(c: ApiRequest): string {
  return c.req.param('id') ?? ''
}

/** Errors of routes that take an `Idempotency-Key`. */
export const idempotencyErrors = [
  'idempotency_key_invalid',
  'idempotency_key_in_use',
  'idempotency_key_reused',
] as const satisfies readonly ErrorCode[]

/** The errors of every route. */
export const commonErrors: readonly ErrorCode[] = [
  'api_key_missing',
  'api_key_unknown',
  'api_key_revoked',
  'api_key_expired',
  'api_key_network_refused',
  'agents_stopped',
  'api_keys_refused',
  'rate_limit_exceeded',
  'not_allowed',
  'parameter_unknown',
  'internal',
  'database_unavailable',
]
