import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import {
  closeOverdueAttempts,
  deleteUnfinishedAttempts,
  leaveQuarantine,
  listQuarantined,
} from '../store/attempts.ts'
import { destroyPreviousTokens } from '../store/authorizations.ts'
import { deleteOldRefusals } from '../store/refusals.ts'
import { recordStep } from './transition.ts'

const dayMs = 86_400_000
const keepMs = 90 * dayMs
/** Of attempts that no account took up: strangers can begin any number of them. */
const keepOfNobodyMs = 7 * dayMs
/** At one go; what is left waits for the next minute. */
const mostForgotten = 1_000

/**
 * Ends attempts that never came back from Amazon, and codes that ran out. Amazon tells nobody about a Cancel. Attempts
 * that never came back and counts of refused requests are forgotten after 90 days, attempts of nobody after 7.
 */
export async function closeAttempts(ctx: Context): Promise<{ readonly closed: number }> {
  requireScope(ctx, 'authorizations:complete')
  const closed = await closeOverdueAttempts(autocommit(ctx.db), ctx.now())
  const before = new Date(ctx.now().getTime() - keepMs)
  const ofNobodyBefore = new Date(ctx.now().getTime() - keepOfNobodyMs)
  await deleteUnfinishedAttempts(autocommit(ctx.db), { before, ofNobodyBefore }, mostForgotten)
  await deleteOldRefusals(autocommit(ctx.db), before)
  if (closed > 0) ctx.log.info({ closed }, 'overdue attempts closed')
  return { closed }
}

/** At one go; what is left waits for the next hour. */
const mostGrants = 500

/** Destroys what was kept for a while: refresh tokens for roll-back, and grants in quarantine. */
export async function destroyKept(
  ctx: Context,
): Promise<{ readonly tokens: number; readonly grants: number }> {
  requireScope(ctx, 'authorizations:operate')
  const tokens = await destroyPreviousTokens(autocommit(ctx.db), ctx.now())
  const endedBy = new Date(ctx.now().getTime() - ctx.settings.keepQuarantineDays * dayMs)
  const overdue = await listQuarantined(ctx.db, { endedBy, limit: mostGrants })
  for (const { id } of overdue) await destroyGrant(ctx, id)
  const destroyed = { tokens, grants: overdue.length }
  if (tokens + overdue.length > 0) ctx.log.info(destroyed, 'kept tokens destroyed')
  return destroyed
}

async function destroyGrant(ctx: Context, id: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    requireScope(tx, 'authorizations:operate')
    const left = await leaveQuarantine(tx.db, id, { status: 'failed' })
    if (left === null) return
    const { accountId, sellingPartnerId } = left
    await recordAudit(tx, 'attempt.dismissed', { kind: 'attempt', id, accountId }, { sellingPartnerId })
    await recordStep(tx, id, 'closed')
  })
}
