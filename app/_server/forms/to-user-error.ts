import 'server-only'
import { errorCodeOf } from '#lib/error-code.ts'
import type { Audience, Wording } from '#lib/errors/facts.ts'
import { type ErrorCode, errors, isAppError, wordingOf } from '#lib/errors.ts'
import { wordingIn } from '#lib/languages/wording.ts'
import { currentLanguage } from '../languages/language.ts'
import { getServices } from '../services.ts'

export interface UserError extends Wording {
  readonly code: ErrorCode
  /** HTTP. */
  readonly status: number
}

/** Any failure in words for people. Unexpected ones are logged. */
export async function toUserError(
  error: unknown,
  audience: Exclude<Audience, 'program'>,
  requestId?: string,
): Promise<UserError> {
  logUnexpected(error, requestId)
  const code = errorCodeOf(error)
  const wording = audience === 'seller' ? await sellerWording(code) : wordingOf(code, audience)
  return { code, status: errors[code].status, ...wording }
}

/** An error in a seller's words, in the language of the requested page. */
export async function sellerWording(code: ErrorCode): Promise<Wording> {
  return wordingIn(await currentLanguage(), code)
}

/** Logs an unexpected failure; an `AppError` is a normal answer. */
export function logUnexpected(error: unknown, requestId?: string): void {
  if (!isAppError(error)) getServices().log.error({ error, requestId }, 'request failed')
}
