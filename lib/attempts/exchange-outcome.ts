import { isAmazonError } from '../amazon/errors.ts'
import type { ErrorCode } from '../errors.ts'

/** What a failed exchange means for the attempt. */
export interface ExchangeFailure {
  /** `retry`: the code may still work. `end`: it can't. */
  readonly kind: 'retry' | 'end'
  readonly code: ErrorCode
  /** True when the request was sent and no answer came: LWA may have spent the code. */
  readonly uncertain: boolean
  readonly detail: string
  readonly requestId: string | null
}

/**
 * Classifies why an exchange failed. Only LWA's own refusal ends it: without an answer, the code is sent again while it
 * lives, since nobody can know whether LWA saw it. A code works once, so `invalid_grant` after such a send means that
 * the lost answer was a success.
 */
export function judgeExchangeFailure(error: unknown, uncertainSends: number): ExchangeFailure | null {
  if (!isAmazonError(error)) return null
  const failure = (
    kind: 'retry' | 'end',
    code: ErrorCode,
    more: Partial<ExchangeFailure> = {},
  ): ExchangeFailure => ({
    kind,
    code,
    uncertain: false,
    detail: error.message,
    requestId: 'requestId' in error ? error.requestId : null,
    ...more,
  })
  switch (error.kind) {
    case 'unreachable':
      return failure('retry', 'amazon_unavailable', { uncertain: error.failure !== 'not-sent' })
    case 'unreadable':
      // LWA said something, and may have spent the code on it.
      return failure('retry', 'amazon_answer_unreadable', { uncertain: true })
    case 'lwa':
      if (error.blame === 'amazon') return failure('retry', 'amazon_unavailable')
      if (error.blame === 'application') return failure('retry', 'application_refused')
      if (error.code === 'invalid_grant' && uncertainSends > 0) return failure('end', 'exchange_interrupted')
      return failure('end', 'code_refused')
    case 'sp-api':
      return failure('end', 'code_refused')
  }
}
