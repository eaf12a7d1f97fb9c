import type { HttpBindings } from '@hono/node-server'
import type { Context as Exchange } from 'hono'
import type { Diagnosis } from '#lib/amazon/diagnosis/diagnose.ts'
import { nameFailure } from '#lib/error-code.ts'
import { type AppError, errors, isAppError } from '#lib/errors.ts'
import type { Services } from '#lib/services.ts'
import { respond } from './respond.ts'

/** What a request is known by, in its answer and in the log, and the connection that it came by. */
export interface Door {
  readonly Bindings: Partial<HttpBindings>
  readonly Variables: { readonly requestId: string }
}

/**
 * Every refusal and failure as `{error, message, next, request_id}`, with `retry_at`, `field` and `allowed` where they
 * are known, and with the diagnosis of what Amazon said: the words that operators see, and whose turn it is.
 */
export function answerFailure(
  c: Exchange<Door>,
  error: unknown,
  services: Services,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const code = nameFailure(error)
  const { status, title, next } = errors[code]
  const requestId = c.get('requestId')
  if (status >= 500) services.log.error({ error, requestId, path: c.req.path }, 'request failed')
  const retryAt = isAppError(error) ? retryAtOf(error) : null
  const retryAfterSeconds =
    retryAt === null ? 0 : Math.max(1, Math.ceil((retryAt.getTime() - services.now().getTime()) / 1_000))
  return respond(
    {
      error: code,
      message: `${title}.`,
      next,
      request_id: requestId,
      ...(retryAt !== null && { retry_at: retryAt.toISOString() }),
      ...hintsOf(error),
      ...diagnosisOf(error),
    },
    status,
    {
      ...headers,
      ...(status === 401 && { 'WWW-Authenticate': 'Bearer' }),
      ...(retryAt !== null && { 'Retry-After': String(retryAfterSeconds) }),
    },
  )
}

/** What of the request is at fault, and what it could have said. */
function hintsOf(error: unknown): { readonly field?: string; readonly allowed?: readonly string[] } {
  const { field, allowed } = isAppError(error) ? error.details : {}
  return {
    ...(typeof field === 'string' && { field }),
    ...(Array.isArray(allowed) && { allowed }),
  }
}

function diagnosisOf(error: unknown): { readonly diagnosis?: object } {
  const diagnosis = isAppError(error) ? (error.details.diagnosis as Diagnosis | null | undefined) : null
  if (!diagnosis) return {}
  const { id, certainty, cause, who, steps, check, link } = diagnosis
  return { diagnosis: { id, certainty, cause, who, steps, check, link } }
}

function retryAtOf({ details }: AppError): Date | null {
  return details.retryAt instanceof Date ? details.retryAt : null
}
