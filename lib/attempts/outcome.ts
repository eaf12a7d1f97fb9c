import { type ErrorCode, errors } from '../errors.ts'
import type { AttemptRow } from '../store/attempts.ts'

/** How an attempt stands, as the finish page shows it. */
export type AttemptOutcome =
  /** Somebody is at it. */
  | { readonly kind: 'working' }
  /** Amazon gave no usable answer, or the tokens couldn't be stored; it is tried again. */
  | { readonly kind: 'waiting'; readonly code: ErrorCode }
  | { readonly kind: 'failed'; readonly code: ErrorCode }
  | { readonly kind: 'completed'; readonly authorizationId: string }

/** Pure. */
export function outcomeOf(row: Pick<AttemptRow, 'status' | 'problem' | 'authorizationId'>): AttemptOutcome {
  switch (row.status) {
    case 'completed':
      return row.authorizationId === null
        ? { kind: 'failed', code: 'authorization_not_found' }
        : { kind: 'completed', authorizationId: row.authorizationId }
    case 'failed':
    case 'quarantined':
      return { kind: 'failed', code: toErrorCode(row.problem) }
    case 'received':
    case 'exchanged':
      return row.problem === null ? { kind: 'working' } : { kind: 'waiting', code: toErrorCode(row.problem) }
    case 'exchanging':
      return { kind: 'working' }
    case 'arrived':
    case 'started':
      return { kind: 'failed', code: 'attempt_not_found' }
  }
}

export function toErrorCode(problem: string | null): ErrorCode {
  return problem !== null && Object.hasOwn(errors, problem) ? (problem as ErrorCode) : 'internal'
}
