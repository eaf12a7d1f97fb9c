import type { Diagnosis } from './amazon/diagnosis/diagnose.ts'
import { errorCodeOf } from './error-code.ts'
import { type ErrorCode, isAppError, wordingOf } from './errors.ts'

/** Where the token endpoint answers: Login with Amazon has both spellings. */
export const tokenPaths = ['/auth/o2/token', '/auth/O2/token'] as const

/** Whether a path, without its query, is the token endpoint's. */
export function isTokenPath(path: string): boolean {
  return tokenPaths.some((one) => one === path)
}

/** Headers of every response of the token endpoint. */
export const tokenHeaders = {
  'Content-Type': 'application/json;charset=UTF-8',
  'Cache-Control': 'no-cache, no-store, must-revalidate',
  Pragma: 'no-cache',
  'X-Content-Type-Options': 'nosniff',
} as const

/** An error response of the token endpoint: Login with Amazon's own codes and words, followed by our cause. */
export interface TokenError {
  readonly status: number
  readonly errorType: string
  readonly retryAt: Date | null
  readonly body: {
    readonly error: string
    readonly error_description: string
    readonly request_id: string
  }
}

/** As Login with Amazon refuses. `%` stands for the name of a parameter. */
const refusals = {
  client: {
    status: 401,
    error: 'invalid_client',
    description: 'Client authentication failed',
    errorType: 'OA2InvalidClientException',
  },
  grant: {
    status: 400,
    error: 'invalid_grant',
    description: 'The request has an invalid grant parameter : refresh_token',
    errorType: 'OA2InvalidRequestException',
  },
  unauthorized: {
    status: 400,
    error: 'unauthorized_client',
    description: 'Not authorized for requested operation',
    errorType: 'OA2UnauthorizedClientException',
  },
  grantType: {
    status: 400,
    error: 'unsupported_grant_type',
    description: 'The authorization grant type is not supported by the authorization server',
    errorType: 'OA2UnsupportedGrantTypeException',
  },
  missing: {
    status: 400,
    error: 'invalid_request',
    description: 'The request is missing a required parameter : %',
    errorType: 'OA2InvalidRequestException',
  },
  invalid: {
    status: 400,
    error: 'invalid_request',
    description: 'The request has an invalid parameter : %',
    errorType: 'OA2InvalidRequestException',
  },
  malformed: {
    status: 400,
    error: 'invalid_request',
    description: 'Malformed request',
    errorType: 'OA2InvalidRequestException',
  },
  tooLarge: {
    status: 413,
    error: 'invalid_request',
    description: 'Malformed request',
    errorType: 'OA2InvalidRequestException',
  },
  scope: {
    status: 400,
    error: 'invalid_scope',
    description: 'The request has an invalid parameter : scope',
    errorType: 'OA2InvalidScopeException',
  },
  throttled: {
    status: 429,
    error: 'slow_down',
    description: 'Too many requests',
    errorType: 'ThrottlingException',
  },
  unavailable: {
    status: 503,
    error: 'temporarily_unavailable',
    description: 'The authorization server is temporarily unavailable',
    errorType: 'ServiceUnavailableException',
  },
  internal: {
    status: 500,
    error: 'server_error',
    description: 'The authorization server encountered an unexpected condition',
    errorType: 'InternalFailure',
  },
} as const

type Refusal = keyof typeof refusals

/**
 * Clients give an authorization up when they read `invalid_grant`, so only what a new authorization repairs is one.
 * A code that isn't here is `server_error`.
 */
const byCode: Partial<Record<ErrorCode, Refusal>> = {
  api_key_missing: 'client',
  api_key_unknown: 'client',
  api_key_revoked: 'client',
  api_key_expired: 'client',
  api_key_network_refused: 'unauthorized',
  agents_stopped: 'unauthorized',
  api_keys_refused: 'throttled',
  rate_limit_exceeded: 'throttled',
  not_allowed: 'unauthorized',
  parameter_unknown: 'invalid',
  parameter_repeated: 'invalid',
  authorization_not_found: 'grant',
  authorization_disconnected: 'grant',
  authorization_needs_reauthorization: 'grant',
  authorization_paused: 'unauthorized',
  application_not_found: 'unauthorized',
  application_not_chosen: 'unauthorized',
  grantless_scope_refused: 'unauthorized',
  grantless_scope_unknown: 'scope',
  token_grant_type_unsupported: 'grantType',
  token_parameter_missing: 'missing',
  token_parameter_invalid: 'invalid',
  token_request_malformed: 'malformed',
  body_too_large: 'tooLarge',
  authorization_in_doubt: 'unavailable',
  application_credentials_refused: 'unavailable',
  refresh_unavailable: 'unavailable',
  token_life_too_short: 'unavailable',
  database_unavailable: 'unavailable',
  api_unreachable: 'unavailable',
}

/** The only mapping from a failure to a response of the token endpoint. */
export function toTokenError(error: unknown, requestId: string): TokenError {
  const code = errorCodeOf(error)
  const { description, errorType, ...refusal } = refusals[byCode[code] ?? 'internal']
  const { retryAt, field, diagnosis } = isAppError(error) ? error.details : {}
  const { title, next } = wordingOf(code, 'program')
  const cause = (diagnosis as Diagnosis | null | undefined)?.cause
  const sentences = [
    description.replace('%', typeof field === 'string' ? field : ''),
    ...[title, cause, next].filter((text) => text !== undefined),
  ]
  return {
    status: refusal.status,
    errorType,
    retryAt: retryAt instanceof Date ? retryAt : null,
    body: {
      error: refusal.error,
      error_description: toAscii(sentences.map((text) => text.replace(/[.\s]+$/, '')).join('. ')),
      request_id: requestId,
    },
  }
}

/** RFC 6749 allows printable ASCII without quotation marks and backslashes. */
function toAscii(text: string): string {
  return text
    .replaceAll(/[‘’“”"]/g, "'")
    .replaceAll(/[–—]/g, '-')
    .replaceAll('…', '...')
    .replaceAll(/[^\x20-\x7e]|\\/g, '')
}
