import { problemContentType, toProblemDetails } from '#lib/problem-details.ts'
import type { Services } from '#lib/services.ts'
import type { ApiRequest } from './request.ts'

const fixedHeaders = {
  'Content-Type': 'application/json',
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
}

/**
 * JSON for a program, never to be stored. One response with all of its headers: whatever changes it afterwards makes
 * the server build a second one, at a third of the time of a warm vend.
 */
export function respond(
  value: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(JSON.stringify(value), { status, headers: { ...fixedHeaders, ...headers } })
}

/** Every error response of the API: problem details (RFC 9457), with `Retry-After` where it is known when to retry. */
export function respondWithProblem(
  c: ApiRequest,
  error: unknown,
  services: Services,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const requestId = c.get('requestId')
  const problem = toProblemDetails(error, requestId)
  const { status, retry_at: retryAt } = problem
  if (status >= 500) services.log.error({ error, requestId, path: c.req.path }, 'request failed')
  return respond(problem, status, {
    ...headers,
    'Content-Type': problemContentType,
    ...(status === 401 && { 'WWW-Authenticate': 'Bearer' }),
    ...(retryAt !== undefined && { 'Retry-After': String(secondsUntil(retryAt, services.now())) }),
  })
}

/** At least one: a program must not retry in the same moment. */
function secondsUntil(time: string, now: Date): number {
  return Math.max(1, Math.ceil((Date.parse(time) - now.getTime()) / 1_000))
}
