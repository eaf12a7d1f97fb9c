import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope, visibleTo } from '../context.ts'
import { AppError } from '../errors.ts'
import { parseName } from '../parse-name.ts'
import { lockAuthorization, updateAuthorization, updateGrantKey } from '../store/authorizations.ts'

/**
 * What operators call it; empty: its store's name again. Throws `authorization_not_found`, `name_invalid`.
 */
export async function labelAuthorization(ctx: Context, id: string, text: string): Promise<void> {
  requireScope(ctx, 'authorizations:operate')
  const label = text.trim() === '' ? null : parseName(text)
  await inTransaction(ctx, async (tx) => {
    const row = await lockAuthorization(tx.db, id, visibleTo(tx.actor))
    if (row === null) throw new AppError('authorization_not_found', { id })
    if (row.label === label) return
    await updateAuthorization(tx.db, id, { label })
    await recordAudit(
      tx,
      'authorization.labelled',
      { kind: 'authorization', id, accountId: row.accountId },
      { label },
    )
  })
}

/**
 * Tells a self-authorization's merchant token, which Amazon doesn't; from now on an authorization of that selling
 * partner finds this record. Throws `authorization_not_found`, `authorization_released`, `merchant_token_known`,
 * `merchant_token_taken`, `selling_partner_id_malformed`.
 */
export async function addMerchantToken(ctx: Context, id: string, text: string): Promise<void> {
  requireScope(ctx, 'authorizations:operate')
  const sellingPartnerId = readMerchantToken(text)
  await inTransaction(ctx, async (tx) => {
    const row = await lockAuthorization(tx.db, id, visibleTo(tx.actor))
    if (row === null) throw new AppError('authorization_not_found', { id })
    if (row.releasedAt !== null) throw new AppError('authorization_released', { id })
    if (row.sellingPartnerId === sellingPartnerId) return
    if (row.sellingPartnerId !== null) throw new AppError('merchant_token_known', { id })
    await updateGrantKey(tx.db, id, sellingPartnerId)
    await recordAudit(
      tx,
      'authorization.merchant-token-added',
      { kind: 'authorization', id, accountId: row.accountId },
      { sellingPartnerId },
    )
  })
}

/** Throws `selling_partner_id_malformed`. */
export function readMerchantToken(text: string): string {
  const merchantToken = text.trim()
  if (!/^[A-Za-z0-9]{1,64}$/.test(merchantToken)) throw new AppError('selling_partner_id_malformed')
  return merchantToken
}
