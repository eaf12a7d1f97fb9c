import type { Context as Exchange } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { type AppError, errors, isAppError } from '#lib/errors.ts'
import { nameFailure } from '#lib/health/name-failure.ts'
import type { Services } from '#lib/services.ts'

/** What a request is known by, in its answer and in the log. */
export type Door = { readonly Variables: { readonly requestId: string } }

/** Every refusal and failure as `{error, message, next, request_id}`, with `retry_at` where it is known. */
export function answerFailure(c: Exchange<Door>, error: unknown, services: Services): Response {
  const code = nameFailure(error)
  const { status, title, next } = errors[code]
  const requestId = c.get('requestId')
  if (status >= 500) services.log.error({ error, requestId, path: c.req.path }, 'request failed')
  if (status === 401) c.header('WWW-Authenticate', 'Bearer')
  const retryAt = isAppError(error) ? retryAtOf(error) : null
  if (retryAt !== null) {
    const seconds = Math.ceil((retryAt.getTime() - services.now().getTime()) / 1_000)
    c.header('Retry-After', String(Math.max(1, seconds)))
  }
  return c.json(
    {
      error: code,
      message: `${title}.`,
      next,
      request_id: requestId,
      ...(retryAt !== null && { retry_at: retryAt.toISOString() }),
    },
    status as ContentfulStatusCode,
  )
}

function retryAtOf({ details }: AppError): Date | null {
  return details.retryAt instanceof Date ? details.retryAt : null
}
