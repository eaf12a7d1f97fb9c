import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope, visibleTo } from '../context.ts'
import { AppError } from '../errors.ts'
import { parseName } from '../parse-name.ts'
import { lockAuthorization, updateAuthorization } from '../store/authorizations.ts'

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
