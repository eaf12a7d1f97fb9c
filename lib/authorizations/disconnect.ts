import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope, visibleTo } from '../context.ts'
import { AppError } from '../errors.ts'
import { revokeLinksOf } from '../links/revoke.ts'
import { requireConfirmation } from '../require-confirmation.ts'
import { settleState } from '../state/settle-state.ts'
import { destroyTokens, lockAuthorization, updateAuthorization } from '../store/authorizations.ts'

/**
 * The seller disconnects: tokens are destroyed immediately, the history stays. Amazon has no call that ends the
 * permission itself; the seller does that under Manage Your Apps. Idempotent.
 */
export async function disconnectAuthorization(ctx: Context, id: string): Promise<void> {
  requireScope(ctx, 'authorizations:disconnect')
  await endAuthorization(ctx, id, 'account')
}

/** As `disconnectAuthorization`, by an operator. */
export async function revokeAuthorization(ctx: Context, id: string): Promise<void> {
  requireScope(ctx, 'authorizations:operate')
  await requireConfirmation(ctx)
  await endAuthorization(ctx, id, 'operator')
}

async function endAuthorization(ctx: Context, id: string, by: 'account' | 'operator'): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const row = await lockAuthorization(tx.db, id, visibleTo(tx.actor))
    if (row === null) throw new AppError('authorization_not_found', { id })
    if (row.disconnectedAt !== null) return
    await destroyTokens(tx.db, id)
    await updateAuthorization(tx.db, id, { disconnectedAt: tx.now(), disconnectedBy: by })
    const events = await settleState(tx, [id])
    await recordAudit(
      tx,
      by === 'account' ? 'authorization.disconnected' : 'authorization.revoked',
      { kind: 'authorization', id, accountId: row.accountId },
      { sellingPartnerId: row.sellingPartnerId },
      events.get(id),
    )
  })
}

/**
 * Releases the selling partner: the tokens are destroyed, open links that renew it are revoked, the record stays as
 * history, and another account may authorize. Idempotent.
 */
export async function releaseAuthorization(ctx: Context, id: string): Promise<void> {
  requireScope(ctx, 'authorizations:operate')
  await requireConfirmation(ctx)
  await inTransaction(ctx, async (tx) => {
    await revokeLinksOf(tx, id)
    const row = await lockAuthorization(tx.db, id, visibleTo(tx.actor))
    if (row === null) throw new AppError('authorization_not_found', { id })
    if (row.releasedAt !== null) return
    await destroyTokens(tx.db, id)
    await updateAuthorization(tx.db, id, {
      releasedAt: tx.now(),
      ...(row.disconnectedAt === null && { disconnectedAt: tx.now(), disconnectedBy: 'operator' }),
    })
    const events = await settleState(tx, [id])
    await recordAudit(
      tx,
      'authorization.released',
      { kind: 'authorization', id, accountId: row.accountId },
      { sellingPartnerId: row.sellingPartnerId },
      events.get(id),
    )
  })
}
