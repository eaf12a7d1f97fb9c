import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope, visibleTo } from '../context.ts'
import { AppError } from '../errors.ts'
import { describeFailure } from '../failure.ts'
import { findAuthorization } from '../store/authorizations.ts'
import { obtainAccessToken } from '../tokens/refresh.ts'
import { rereadParticipations, storeParticipations } from './participations.ts'
import { proveSellingPartnerId } from './prove-id.ts'

/**
 * An operator asks Amazon now: one refresh, then whatever is still missing of the participations and of the proof of
 * the selling partner id. The results are on the record afterwards, good or bad.
 * Throws `authorization_not_found`, `authorization_disconnected`, `token_unreadable`.
 */
export async function refreshAuthorization(ctx: Context, id: string): Promise<{ readonly worked: boolean }> {
  requireScope(ctx, 'authorizations:operate')
  const joined = await findAuthorization(ctx.db, id, visibleTo(ctx.actor))
  if (joined === null) throw new AppError('authorization_not_found', { id })
  const refreshed = await obtainAccessToken(ctx, id, { refreshedSince: ctx.now() })
  const worked = refreshed.kind === 'refreshed'
  const verified =
    refreshed.kind === 'refreshed' && joined.authorization.participationsProblem !== null
      ? await rereadParticipations(ctx, joined)
      : null
  await inTransaction(ctx, async (tx) => {
    if (verified !== null) await storeParticipations(tx, joined.authorization, verified)
    await recordAudit(
      tx,
      worked ? 'authorization.refreshed' : 'authorization.refresh-failed',
      { kind: 'authorization', id, accountId: joined.authorization.accountId },
      worked ? {} : { problem: describeFailure(refreshed.failure) },
    )
  })
  if (worked) await proveSellingPartnerId(ctx, joined)
  return { worked }
}
