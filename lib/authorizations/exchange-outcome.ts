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

/** One repeat after a send without an answer; another would tell nothing new. */
const mostUncertainSends = 2

/**
 * Judges why an exchange failed. A code works once: after a send without an answer, `invalid_grant` means that the
 * lost answer was a success. Not sent, 429 and 5xx are repeated while the code lives. Pure.
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
    case 'unreachable': {
      if (error.failure === 'not-sent') return failure('retry', 'amazon_unavailable')
      return uncertainSends + 1 >= mostUncertainSends
        ? failure('end', 'exchange_interrupted', { uncertain: true })
        : failure('retry', 'amazon_unavailable', { uncertain: true })
    }
    case 'unreadable':
      // LWA said something, and may have spent the code on it.
      return uncertainSends + 1 >= mostUncertainSends
        ? failure('end', 'amazon_answer_unreadable', { uncertain: true })
        : failure('retry', 'amazon_answer_unreadable', { uncertain: true })
    case 'lwa':
      if (error.blame === 'amazon') return failure('retry', 'amazon_unavailable')
      if (error.blame === 'application') return failure('retry', 'application_refused')
      if (error.code === 'invalid_grant' && uncertainSends > 0) return failure('end', 'exchange_interrupted')
      return failure('end', 'code_refused')
    case 'sp-api':
      return failure('end', 'code_refused')
  }
}
