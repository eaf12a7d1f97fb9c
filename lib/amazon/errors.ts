import type { HttpFailure } from '../http.ts'

/** When trying the same again can help. */
export type Retry = 'never' | 'later' | 'after-renewal'

/** Whose fault a refusal is: one grant, the application's credentials, our request, or Amazon. */
export type Blame = 'grant' | 'application' | 'request' | 'amazon'

interface Evidence {
  readonly status: number
  readonly requestId: string | null
}

const brand = Symbol.for('gatehouse.amazon-error')

abstract class AmazonError extends Error {
  readonly [brand] = true
  abstract readonly kind: 'lwa' | 'sp-api' | 'unreachable' | 'unreadable'
  abstract readonly retry: Retry
}

/** Login with Amazon refused, in its own words: `{"error", "error_description"}`. */
export class LwaError extends AmazonError {
  readonly kind = 'lwa'
  readonly code: string
  readonly description: string
  readonly status: number
  readonly requestId: string | null
  readonly blame: Blame
  readonly retry: Retry

  constructor(code: string, description: string, evidence: Evidence) {
    super(`LWA ${evidence.status} ${code}: ${description}`)
    this.name = 'LwaError'
    this.code = code
    this.description = description
    this.status = evidence.status
    this.requestId = evidence.requestId
    this.blame = blameOf(code, evidence.status)
    this.retry = this.blame === 'amazon' ? 'later' : this.blame === 'grant' ? 'after-renewal' : 'never'
  }
}

const blames: ReadonlyMap<string, Blame> = new Map([
  ['invalid_grant', 'grant'],
  // This client, which it has let in, does not go with this grant.
  ['unauthorized_client', 'grant'],
  ['invalid_client', 'application'],
  ['server_error', 'amazon'],
  ['ServerError', 'amazon'],
  ['temporarily_unavailable', 'amazon'],
])

function blameOf(code: string, status: number): Blame {
  if (status >= 500 || status === 429) return 'amazon'
  return blames.get(code) ?? (status === 401 ? 'application' : 'request')
}

/** SP-API refused: the first of `{"errors":[{"code","message","details"}]}`. */
export class SpApiError extends AmazonError {
  readonly kind = 'sp-api'
  readonly code: string
  readonly details: string
  readonly status: number
  readonly requestId: string | null
  readonly retry: Retry

  constructor(code: string, message: string, details: string, evidence: Evidence) {
    super(`SP-API ${evidence.status} ${code}: ${message}${details === '' ? '' : ` (${details})`}`)
    this.name = 'SpApiError'
    this.code = code
    this.details = details
    this.status = evidence.status
    this.requestId = evidence.requestId
    this.retry = evidence.status === 429 || evidence.status >= 500 ? 'later' : 'never'
  }
}

/** No answer came. */
export class AmazonUnreachableError extends AmazonError {
  readonly kind = 'unreachable'
  readonly failure: HttpFailure
  readonly reason: string
  readonly retry = 'later'

  constructor(failure: HttpFailure, reason: string) {
    super(`Amazon could not be reached: ${failure} (${reason})`)
    this.name = 'AmazonUnreachableError'
    this.failure = failure
    this.reason = reason
  }
}

/** An answer came that is no answer of this service: HTML, truncated JSON, a missing token. */
export class AmazonUnreadableError extends AmazonError {
  readonly kind = 'unreadable'
  readonly status: number
  readonly requestId: string | null
  readonly reason: string
  readonly retry = 'later'

  constructor(reason: string, evidence: Evidence) {
    super(`Amazon's answer (${evidence.status}) cannot be read: ${reason}`)
    this.name = 'AmazonUnreadableError'
    this.status = evidence.status
    this.requestId = evidence.requestId
    this.reason = reason
  }
}

export type AnyAmazonError = LwaError | SpApiError | AmazonUnreachableError | AmazonUnreadableError

/** By brand, because `lib/` exists in several copies. */
export function isAmazonError(error: unknown): error is AnyAmazonError {
  return typeof error === 'object' && error !== null && brand in error
}
