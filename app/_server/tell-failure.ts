import 'server-only'
import { errorCodeOf } from '#lib/error-code.ts'
import { type ErrorCode, errors, isAppError } from '#lib/errors.ts'
import { getServices } from './services.ts'

export interface Told {
  readonly code: ErrorCode
  /** HTTP. */
  readonly status: number
  readonly title: string
  readonly next: string
}

/** Any failure in words for people; one that no verb has judged is written to the log. */
export function tellFailure(error: unknown, requestId?: string): Told {
  if (!isAppError(error)) getServices().log.error({ error, requestId }, 'request failed')
  const code = errorCodeOf(error)
  const { status, title, next } = errors[code]
  return { code, status, title, next }
}
