import 'server-only'
import { errorCodeOf } from '#lib/error-code.ts'
import type { Audience, Wording } from '#lib/errors/facts.ts'
import { type ErrorCode, errors, isAppError, wordingOf } from '#lib/errors.ts'
import { getServices } from './services.ts'

export interface UserError extends Wording {
  readonly code: ErrorCode
  /** HTTP. */
  readonly status: number
}

/** Any failure in words for people. One that no use case expected is logged. */
export function toUserError(
  error: unknown,
  audience: Exclude<Audience, 'program'>,
  requestId?: string,
): UserError {
  logUnexpected(error, requestId)
  const code = errorCodeOf(error)
  return { code, status: errors[code].status, ...wordingOf(code, audience) }
}

/** Logs a failure that no use case expected; an `AppError` is an answer like any other. */
export function logUnexpected(error: unknown, requestId?: string): void {
  if (!isAppError(error)) getServices().log.error({ error, requestId }, 'request failed')
}
