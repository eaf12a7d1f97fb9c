import type { z } from 'zod'
import type { Scope } from '#lib/context.ts'
import type { ErrorCode } from '#lib/errors.ts'

/** What a door tells about itself: the address, the right that it takes, and what goes in and out. */
export interface Route {
  readonly method: 'get' | 'post'
  /** As OpenAPI writes it: `{id}`. */
  readonly path: `/api/v1/${string}`
  readonly id: string
  readonly summary: string
  readonly description: string
  /** Any of these. */
  readonly scopes: readonly Scope[]
  readonly query?: z.ZodObject
  readonly body?: z.ZodObject
  /** True where a request without a body is answered, too. */
  readonly bodyIsOptional?: boolean
  readonly answer: z.ZodObject
  /** Besides those of every door. */
  readonly errors: readonly ErrorCode[]
}

/** What any door can answer. */
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
