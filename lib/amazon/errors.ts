import { describeFailure, type Failure } from '../failure.ts'
import type { HttpFailure } from '../http.ts'

/** Whether the same request can succeed later. */
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
  /** Amazon's name for the request; null where it sent none. */
  readonly requestId: string | null
  /** The same as fields, for storing. */
  readonly failure: Failure

  constructor(failure: Failure, requestId: string | null) {
    super(describeFailure(failure))
    this.failure = failure
    this.requestId = requestId
  }
}

/** Login with Amazon refused, in its own words: `{"error", "error_description"}`. */
export class LwaError extends AmazonError {
  readonly kind = 'lwa'
  readonly code: string
  readonly description: string
  readonly status: number
  readonly blame: Blame
  readonly retry: Retry

  constructor(code: string, description: string, evidence: Evidence) {
    super({ source: 'lwa', status: evidence.status, code, detail: description }, evidence.requestId)
    this.name = 'LwaError'
    this.code = code
    this.description = description
    this.status = evidence.status
    this.blame = blameOf(code, evidence.status)
    this.retry = this.blame === 'amazon' ? 'later' : this.blame === 'grant' ? 'after-renewal' : 'never'
  }
}

const blames: ReadonlyMap<string, Blame> = new Map([
  ['invalid_grant', 'grant'],
  // LWA accepts this client, but the grant belongs to another one.
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
  readonly retry: Retry

  constructor(code: string, message: string, details: string, evidence: Evidence) {
    const detail = details === '' ? message : `${message} (${details})`
    super({ source: 'sp-api', status: evidence.status, code, detail }, evidence.requestId)
    this.name = 'SpApiError'
    this.code = code
    this.details = details
    this.status = evidence.status
    this.retry = evidence.status === 429 || evidence.status >= 500 ? 'later' : 'never'
  }
}

/** No answer came. */
export class AmazonUnreachableError extends AmazonError {
  readonly kind = 'unreachable'
  /** How far the request got. */
  readonly code: HttpFailure
  readonly reason: string
  readonly retry = 'later'

  constructor(code: HttpFailure, reason: string) {
    super({ source: 'network', status: null, code, detail: reason }, null)
    this.name = 'AmazonUnreachableError'
    this.code = code
    this.reason = reason
  }
}

/** The answer isn't one of this service's: HTML, truncated JSON, a missing token. */
export class AmazonUnreadableError extends AmazonError {
  readonly kind = 'unreadable'
  readonly status: number
  readonly reason: string
  readonly retry = 'later'

  constructor(reason: string, evidence: Evidence) {
    super({ source: 'answer', status: evidence.status, code: null, detail: reason }, evidence.requestId)
    this.name = 'AmazonUnreadableError'
    this.status = evidence.status
    this.reason = reason
  }
}

export type AnyAmazonError = LwaError | SpApiError | AmazonUnreachableError | AmazonUnreadableError

/** By brand, because `lib/` exists in several copies. */
export function isAmazonError(error: unknown): error is AnyAmazonError {
  return typeof error === 'object' && error !== null && brand in error
}
