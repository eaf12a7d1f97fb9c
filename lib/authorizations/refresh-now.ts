import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope, type Tx, visibleTo } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import { AppError } from '../errors.ts'
import { describeFailure } from '../failure.ts'
import { refreshLimits } from '../policy.ts'
import { claimCheck, findAuthorization } from '../store/authorizations.ts'
import { getAccessToken } from '../tokens/refresh.ts'
import { isBeforeGrant, rereadParticipations, storeParticipations } from './participations.ts'
import { proveSellingPartnerId } from './prove-id.ts'

interface RefreshNowOptions {
  /** LWA's answer to a refresh that began since then counts as a new one; left out: only a new one counts. */
  readonly refreshedSince?: Date
  /** Writes the consequences, in the transaction of its audit entry. */
  readonly settle?: (tx: Tx, worked: boolean) => Promise<void>
}

/**
 * An operator or a program asks Amazon now: one refresh, then the missing parts of the participations and of the proof
 * of the selling partner id. The record has the results afterwards, good or bad.
 */
export async function refreshAuthorization(
  ctx: Context,
  id: string,
  { refreshedSince: since, settle }: RefreshNowOptions = {},
): Promise<{ readonly worked: boolean }> {
  requireScope(ctx, 'authorizations:operate')
  const joined = await findAuthorization(ctx.db, id, visibleTo(ctx.actor))
  if (joined === null) throw new AppError('authorization_not_found', { id })
  // However often programs check, Amazon is asked once a minute, and the audit gets one entry.
  const agoMs = ctx.actor.kind === 'api-key' ? refreshLimits.everyMs : 0
  const refreshedSince = since ?? new Date(ctx.now().getTime() - agoMs)
  const refreshed = await getAccessToken(ctx, id, { refreshedSince })
  const worked = refreshed.kind === 'refreshed'
  if (ctx.actor.kind === 'api-key' && !(await claimProgramCheck(ctx, id))) return { worked }
  const verified =
    refreshed.kind === 'refreshed' &&
    (joined.authorization.participationsProblem !== null || isBeforeGrant(joined.authorization))
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
    await settle?.(tx, worked)
  })
  if (worked) await proveSellingPartnerId(ctx, joined)
  return { worked }
}

/** False if a program had it checked within the last minute, here or in another process. */
function claimProgramCheck(ctx: Context, id: string): Promise<boolean> {
  const at = ctx.now()
  return claimCheck(autocommit(ctx.db), id, {
    at,
    since: new Date(at.getTime() - refreshLimits.everyMs),
    latest: new Date(at.getTime() + refreshLimits.apartMs),
  })
}
