import { type ErrorCode, errors, wordingOf } from '#lib/errors.ts'

/** For what is refused before it reaches a page: status, headers and one line of plain text. */
export function plainProblem(code: ErrorCode) {
  const { title, next } = wordingOf(code, 'seller')
  return {
    status: errors[code].status,
    text: `${title}. ${next}\n`,
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
      'X-Content-Type-Options': 'nosniff',
    },
  }
}
