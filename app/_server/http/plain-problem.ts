import { type ErrorCode, errors } from '#lib/errors.ts'
import { defaultLanguage, negotiateLanguage } from '#lib/languages/languages.ts'
import { textIn } from '#lib/languages/text.ts'
import { wordingIn } from '#lib/languages/wording.ts'

/**
 * For requests that are refused before they reach a page: status, headers and one line of plain text. `accepted`: the
 * request's `Accept-Language`.
 */
export function plainProblem(code: ErrorCode, accepted: string | null = null) {
  const language = negotiateLanguage(accepted) ?? defaultLanguage
  return {
    status: errors[code].status,
    text: `${textIn(language, 'forms')('sentence', { ...wordingIn(language, code) })}\n`,
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
      'X-Content-Type-Options': 'nosniff',
    },
  }
}
