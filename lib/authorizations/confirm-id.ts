import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope, visibleTo } from '../context.ts'
import { AppError } from '../errors.ts'
import { lockAuthorization, updateAuthorization } from '../store/authorizations.ts'

/**
 * An operator has made sure, outside of Gatehouse, that an authorization belongs to this selling partner. It counts
 * until the next grant is stored. `known`: the id as they know it. Throws `authorization_not_found`,
 * `authorization_released`, `merchant_token_other`. Idempotent.
 */
export async function confirmSellingPartnerId(ctx: Context, id: string, known: string): Promise<void> {
  requireScope(ctx, 'authorizations:operate')
  const sellingPartnerId = known.trim()
  await inTransaction(ctx, async (tx) => {
    const row = await lockAuthorization(tx.db, id, visibleTo(tx.actor))
    if (row === null) throw new AppError('authorization_not_found', { id })
    if (row.releasedAt !== null) throw new AppError('authorization_released', { id })
    if (row.sellingPartnerId !== sellingPartnerId) throw new AppError('merchant_token_other', { id })
    if (row.idVerifiedAt !== null) return
    await updateAuthorization(tx.db, id, {
      idVerifiedAt: tx.now(),
      idVerifiedBy: 'operator',
      idProblem: null,
    })
    await recordAudit(
      tx,
      'authorization.id-verified',
      { kind: 'authorization', id, accountId: row.accountId },
      { sellingPartnerId, method: 'operator' },
    )
  })
}
