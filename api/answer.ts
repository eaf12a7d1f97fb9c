import type { HttpBindings } from '@hono/node-server'
import type { Context as Exchange } from 'hono'
import { problemContentType, toProblemDetails } from '#lib/problem-details.ts'
import type { Services } from '#lib/services.ts'
import { respond } from './respond.ts'

/** What a request is known by, in its answer and in the log, and the connection that it came by. */
export interface Door {
  readonly Bindings: Partial<HttpBindings>
  readonly Variables: { readonly requestId: string }
}

/** Every error response of the API: problem details (RFC 9457), with `Retry-After` where it is known when to retry. */
export function respondWithProblem(
  c: Exchange<Door>,
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
