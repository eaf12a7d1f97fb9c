import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope, visibleTo } from '../context.ts'
import { AppError } from '../errors.ts'
import { settleState } from '../state/settle-state.ts'
import { lockAuthorization, updateAuthorization } from '../store/authorizations.ts'
import { scheduleNoLaterThan } from '../store/maintenance.ts'

/**
 * An operator stops it for a while: from now on, no process vends, calls or refreshes anything, and the tokens are
 * kept. Idempotent.
 */
export async function pauseAuthorization(ctx: Context, id: string): Promise<void> {
  requireScope(ctx, 'authorizations:operate')
  await changePause(ctx, id, true)
}

/** Resumes it. */
export async function resumeAuthorization(ctx: Context, id: string): Promise<void> {
  requireScope(ctx, 'authorizations:operate')
  await changePause(ctx, id, false)
}

async function changePause(ctx: Context, id: string, isPaused: boolean): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const row = await lockAuthorization(tx.db, id, visibleTo(tx.actor))
    if (row === null) throw new AppError('authorization_not_found', { id })
    if (row.disconnectedAt !== null) throw new AppError('authorization_disconnected', { id })
    if ((row.pausedAt !== null) === isPaused) return
    await updateAuthorization(tx.db, id, { pausedAt: isPaused ? tx.now() : null })
    if (!isPaused) await scheduleNoLaterThan(tx.db, id, tx.now())
    const events = await settleState(tx, [id])
    await recordAudit(
      tx,
      isPaused ? 'authorization.paused' : 'authorization.resumed',
      { kind: 'authorization', id, accountId: row.accountId },
      { sellingPartnerId: row.sellingPartnerId },
      events.get(id),
    )
  })
}
