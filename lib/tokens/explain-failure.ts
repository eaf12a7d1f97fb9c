import { diagnoseDetail } from '../amazon/diagnosis/to-diagnosis.ts'
import type { Context } from '../context.ts'
import { AppError, type ErrorCode } from '../errors.ts'
import { findRefreshState } from '../store/leases.ts'
import { condemnPolicy, isCondemned } from './condemn.ts'
import type { Refreshed } from './obtain-once.ts'
import { refreshLimits } from './plan-refresh.ts'

/**
 * Why there is no token, as an error with `retryAt` and, where Amazon said something, its `diagnosis`: `token_life_too_short`, `application_credentials_refused`,
 * `authorization_in_doubt`, `authorization_needs_reauthorization`, `refresh_unavailable`.
 */
export async function explainFailure(
  ctx: Context,
  authorizationId: string,
  refreshed: Refreshed,
): Promise<AppError> {
  if (refreshed.kind === 'refreshed') {
    const retryAt = new Date(ctx.now().getTime() + refreshLimits.everyMs)
    return new AppError('token_life_too_short', { retryAt })
  }
  const { problem, detail, requestId, retryAt } = refreshed
  const seen = { retryAt, detail, amazonRequestId: requestId, diagnosis: diagnoseDetail(detail) }
  if (problem !== 'invalid_grant') return new AppError(codes[problem] ?? 'refresh_unavailable', seen)
  const state = await findRefreshState(ctx.db, authorizationId)
  const isOver = state !== null && isCondemned(state.authorization, condemnPolicy)
  return new AppError(isOver ? 'authorization_needs_reauthorization' : 'authorization_in_doubt', seen)
}

const codes: Readonly<Record<string, ErrorCode>> = {
  application_refused: 'application_credentials_refused',
}
