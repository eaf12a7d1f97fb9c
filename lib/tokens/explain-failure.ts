import { diagnoseFailure } from '../amazon/diagnosis/to-diagnosis.ts'
import type { Context } from '../context.ts'
import { AppError, type ErrorCode } from '../errors.ts'
import { describeFailure } from '../failure.ts'
import { refreshLimits } from '../policy.ts'
import { isConsideredRevoked } from '../state/revocation-policy.ts'
import { findAuthorization } from '../store/authorizations.ts'
import { everything } from '../store/visibility.ts'
import type { Refreshed, RefreshProblem } from './lease.ts'

/**
 * Like `toRefreshError`, but returns `authorization_needs_reauthorization` when the recorded refusals count as a
 * revocation.
 */
export async function explainFailure(
  ctx: Context,
  authorizationId: string,
  refreshed: Refreshed,
): Promise<AppError> {
  const named = toRefreshError(refreshed, ctx.now())
  if (named.code !== 'authorization_in_doubt') return named
  const joined = await findAuthorization(ctx.db, authorizationId, everything)
  if (joined === null) return named
  // Many others are refused at the same time, so it isn't the seller's doing.
  if (joined.incidentId !== null) return new AppError('refresh_unavailable', named.details)
  const isRevoked = isConsideredRevoked(joined.authorization)
  return isRevoked ? new AppError('authorization_needs_reauthorization', named.details) : named
}

const codes: Readonly<Record<RefreshProblem, ErrorCode>> = {
  invalid_grant: 'authorization_in_doubt',
  token_foreign: 'authorization_in_doubt',
  application_refused: 'application_credentials_refused',
  scope_refused: 'grantless_scope_refused',
  request_refused: 'refresh_unavailable',
  amazon_unavailable: 'refresh_unavailable',
  amazon_answer_unreadable: 'refresh_unavailable',
  interrupted: 'refresh_unavailable',
}

/**
 * Why there is no token, as an error with `retryAt` and, where Amazon said something, its `diagnosis`:
 * `token_life_too_short`, or one of those above.
 */
export function toRefreshError(refreshed: Refreshed, now: Date): AppError {
  if (refreshed.kind === 'refreshed') {
    return new AppError('token_life_too_short', { retryAt: new Date(now.getTime() + refreshLimits.everyMs) })
  }
  const { problem, failure, requestId, retryAt } = refreshed
  const diagnosis = diagnoseFailure(failure)
  return new AppError(codes[problem], {
    retryAt,
    detail: describeFailure(failure),
    amazonRequestId: requestId,
    diagnosis,
  })
}
