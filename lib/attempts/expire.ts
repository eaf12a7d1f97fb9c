import { type Context, inTransaction, requireScope } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import { type AttemptRow, deleteUnfinishedAttempts, listQuarantined } from '../store/attempts.ts'
import { destroyPreviousTokens } from '../store/authorizations.ts'
import { deleteOldRefusals } from '../store/refusals.ts'
import { deadlines } from './lifecycle.ts'
import { expireOverdue, tryTransition } from './transition.ts'

const dayMs = 86_400_000
const retentionMs = 90 * dayMs
/** How long attempts are kept that no account claimed: strangers can start any number of them. */
const keepUnclaimedMs = 7 * dayMs
/** Per run. The rest is handled a minute later. */
const mostDeleted = 1_000

/**
 * Fails attempts whose deadline has passed: Amazon doesn't report a Cancel. Attempts that never came back and counts of
 * refused requests are deleted after 90 days, unclaimed attempts after 7.
 */
export async function closeAttempts(ctx: Context): Promise<{ readonly closed: number }> {
  requireScope(ctx, 'authorizations:complete')
  const closed = await expireOverdue(ctx)
  const before = new Date(ctx.now().getTime() - retentionMs)
  const unclaimedBefore = new Date(ctx.now().getTime() - keepUnclaimedMs)
  await deleteUnfinishedAttempts(autocommit(ctx.db), { before, unclaimedBefore }, mostDeleted)
  await deleteOldRefusals(autocommit(ctx.db), before)
  if (closed > 0) ctx.log.info({ closed }, 'overdue attempts closed')
  return { closed }
}

/** Per run. The rest is handled an hour later. */
const mostGrants = 500

/** Destroys secrets whose retention has ended: previous refresh tokens, and grants in quarantine. */
export async function destroyKept(
  ctx: Context,
): Promise<{ readonly tokens: number; readonly grants: number }> {
  requireScope(ctx, 'authorizations:operate')
  const tokens = await destroyPreviousTokens(autocommit(ctx.db), ctx.now())
  const endedBy = new Date(ctx.now().getTime() - deadlines.quarantined.afterMs(ctx.settings))
  const overdue = await listQuarantined(ctx.db, { endedBy, limit: mostGrants })
  let grants = 0
  for (const attempt of overdue) if (await destroyGrant(ctx, attempt)) grants += 1
  const destroyed = { tokens, grants }
  if (tokens + grants > 0) ctx.log.info(destroyed, 'kept tokens destroyed')
  return destroyed
}

/** False: an operator has just decided about it. */
function destroyGrant(ctx: Context, attempt: AttemptRow): Promise<boolean> {
  const details = { sellingPartnerId: attempt.sellingPartnerId }
  return inTransaction(ctx, async (tx) => (await tryTransition(tx, attempt, 'destroy', { details })) !== null)
}
