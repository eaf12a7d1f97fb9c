import type { Diagnosis } from './amazon/diagnosis/diagnose.ts'
import { errorCodeOf } from './error-code.ts'
import { type ErrorCode, errors, isAppError, wordingOf } from './errors.ts'

export const problemContentType = 'application/problem+json'

/** The body of every error response for programs, as RFC 9457 defines it. The members after `instance` are ours. */
export interface ProblemDetails {
  readonly type: `urn:gatehouse:error:${ErrorCode}`
  /** The title, which is the same for every occurrence. */
  readonly title: string
  readonly status: number
  /** The next step. */
  readonly detail: string
  readonly instance: `urn:uuid:${string}`
  readonly code: ErrorCode
  readonly request_id: string
  /** ISO 8601. */
  readonly retry_at?: string
  /** The part of the request that is at fault. */
  readonly field?: string
  /** The values that `field` accepts. */
  readonly allowed?: readonly string[]
  readonly diagnosis?: Omit<Diagnosis, 'title' | 'evidence' | 'seen'>
}

/** The only mapping from a failure to a response for programs. Amazon's answer is included as its diagnosis. */
export function toProblemDetails(error: unknown, requestId: string): ProblemDetails {
  const code = errorCodeOf(error)
  const { status } = errors[code]
  const { title, next } = wordingOf(code, 'program')
  const { retryAt, field, allowed, diagnosis } = isAppError(error) ? error.details : {}
  return {
    type: `urn:gatehouse:error:${code}`,
    title,
    status,
    detail: next,
    instance: `urn:uuid:${requestId}`,
    code,
    request_id: requestId,
    ...(retryAt instanceof Date && { retry_at: retryAt.toISOString() }),
    ...(typeof field === 'string' && { field }),
    ...(Array.isArray(allowed) && { allowed }),
    ...toDiagnosis(diagnosis as Diagnosis | null | undefined),
  }
}

function toDiagnosis(diagnosis: Diagnosis | null | undefined): Pick<ProblemDetails, 'diagnosis'> {
  if (!diagnosis) return {}
  const { title: _title, evidence: _evidence, seen: _seen, ...told } = diagnosis
  return { diagnosis: told }
}
