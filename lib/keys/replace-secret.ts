import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { AppError } from '../errors.ts'
import { requireConfirmation } from '../require-confirmation.ts'
import { isRowId } from '../row-id.ts'
import type { Secret } from '../secret.ts'
import { lockApiKey, updateApiKey } from '../store/api-keys.ts'
import { newSecretOf } from '../vault/api-key.ts'
import { isOverlapDays } from './choices.ts'

const dayMs = 86_400_000

/**
 * Gives a key a new secret. The previous one works for `days` more, so that programs can be changed one after the
 * other. While it does, the secret can't be replaced again: somebody may still use it. The new one is in this answer
 * and nowhere else.
 */
export async function replaceKeySecret(
  ctx: Context,
  { id, days }: { readonly id: string; readonly days: number },
): Promise<{ readonly key: Secret; readonly previousUntil: Date }> {
  requireScope(ctx, 'keys:manage')
  await requireConfirmation(ctx)
  if (!isOverlapDays(days)) throw new AppError('api_key_overlap_invalid')
  return inTransaction(ctx, async (tx) => {
    const row = isRowId(id) ? await lockApiKey(tx.db, id) : null
    if (row === null) throw new AppError('api_key_not_found')
    const now = tx.now()
    if (row.revokedAt !== null || (row.expiresAt !== null && row.expiresAt <= now)) {
      throw new AppError('api_key_ended')
    }
    if (row.previousUntil !== null && row.previousUntil > now) throw new AppError('api_key_secret_replaced')
    const { key, digest } = newSecretOf(row.prefix)
    const previousUntil = new Date(now.getTime() + days * dayMs)
    await updateApiKey(tx.db, id, { digest, previousDigest: row.digest, previousUntil })
    const { name, prefix, accountId } = row
    await recordAudit(
      tx,
      'api-key.secret-replaced',
      { kind: 'api-key', id, accountId },
      { name, prefix, previousUntil: previousUntil.toISOString() },
    )
    return { key, previousUntil }
  })
}

/** Ends the previous secret early. Idempotent. */
export async function endPreviousKeySecret(ctx: Context, id: string): Promise<void> {
  requireScope(ctx, 'keys:manage')
  await requireConfirmation(ctx)
  await inTransaction(ctx, async (tx) => {
    const row = isRowId(id) ? await lockApiKey(tx.db, id) : null
    if (row === null) throw new AppError('api_key_not_found')
    if (row.previousUntil === null || row.previousUntil <= tx.now()) return
    await updateApiKey(tx.db, id, { previousDigest: null, previousUntil: null })
    const { name, prefix, accountId } = row
    await recordAudit(
      tx,
      'api-key.previous-secret-ended',
      { kind: 'api-key', id, accountId },
      { name, prefix },
    )
  })
}
