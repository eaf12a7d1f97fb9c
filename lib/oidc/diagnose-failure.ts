import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client'
import type { ErrorCode } from '../errors.ts'
import { isHttpError } from '../http.ts'
import { maskAndCut } from '../secret.ts'

export interface Diagnosed {
  readonly code: Extract<ErrorCode, `provider_${string}` | `sign_in_${string}`>
  /** For the log and the audit. Never a token. */
  readonly reason: string
}

const longestReason = 200
/** Every ID token has them; `auth_time` is required only with `max_age`. */
const requiredClaims = ['aud', 'exp', 'iat', 'iss', 'sub', 'nonce']
const unavailable = new Set(['temporarily_unavailable', 'server_error'])

/**
 * Why a sign-in at the provider failed. By structure, never by the wording of a message. `isAuthTimeRequired`: without
 * `auth_time`, the ID token is refused.
 */
export function diagnoseFailure(error: unknown, isAuthTimeRequired = false): Diagnosed {
  const http = causesOf(error).find(isHttpError)
  if (http !== undefined) return diagnosed('provider_unreachable', `${http.failure} ${http.reason}`)
  if (error instanceof AuthorizationResponseError)
    return diagnoseRedirect(error.error, error.error_description)
  if (error instanceof ResponseBodyError) {
    const reason = `token endpoint: ${error.status} ${error.error} ${error.error_description ?? ''}`
    if (error.status >= 500) return diagnosed('provider_unreachable', reason)
    // The code was used before, is too old, or belongs to another sign-in.
    return diagnosed(error.error === 'invalid_grant' ? 'sign_in_lost' : 'provider_misconfigured', reason)
  }
  if (error instanceof WWWAuthenticateChallengeError) {
    const said = error.cause[0]?.parameters.error ?? ''
    const code = error.status === 401 ? 'provider_misconfigured' : 'provider_invalid'
    return diagnosed(code, `status ${error.status} ${said}`)
  }
  const response = causesOf(error).find((cause) => cause instanceof Response)
  if (response !== undefined && response.status >= 500)
    return diagnosed('provider_unreachable', `status ${response.status}`)
  if (claimOf(error) === 'auth_time') return diagnosed('sign_in_not_recent', 'auth_time is too old')
  if (isAuthTimeRequired && lacksOnlyAuthTime(error))
    return diagnosed('provider_misconfigured', 'the ID token has no auth_time')
  if (error instanceof ClientError || error instanceof TypeError) {
    const name = 'code' in error ? String(error.code) : error.name
    const claim = claimOf(error)
    return diagnosed('provider_invalid', `${name}${claim === null ? '' : ` ${claim}`}: ${error.message}`)
  }
  throw error
}

function diagnoseRedirect(error: string, description: string | undefined): Diagnosed {
  const reason = `redirect: ${error} ${description ?? ''}`
  if (unavailable.has(error)) return diagnosed('provider_unreachable', reason)
  const isOfPerson = error === 'access_denied' || error.endsWith('_required')
  return diagnosed(isOfPerson ? 'provider_declined' : 'provider_misconfigured', reason)
}

function diagnosed(code: Diagnosed['code'], reason: string): Diagnosed {
  return { code, reason: maskAndCut(reason.trim(), longestReason) }
}

/** The error itself, its cause, and so on. */
function causesOf(error: unknown): unknown[] {
  const causes: unknown[] = []
  for (let cause = error; cause !== undefined && cause !== null && causes.length < 5; ) {
    causes.push(cause)
    cause = cause instanceof Error ? cause.cause : undefined
  }
  return causes
}

/** The library doesn't name a claim that is missing. */
function lacksOnlyAuthTime(error: unknown): boolean {
  const [checked] = causesOf(error)
    .filter(isObject)
    .flatMap((cause) => ('claims' in cause && isObject(cause.claims) ? [cause.claims] : []))
  if (checked === undefined || claimOf(error) !== null) return false
  return !('auth_time' in checked) && requiredClaims.every((name) => name in checked)
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/** The claim of the ID token that failed its check. */
function claimOf(error: unknown): string | null {
  for (const cause of causesOf(error)) {
    if (isObject(cause) && 'claim' in cause) return String(cause.claim)
  }
  return null
}
