import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { AppError } from '../errors.ts'
import { findAttempt, leaveQuarantine } from '../store/attempts.ts'
import { recordStep } from './record-step.ts'

/** Destroys a grant that was set aside. Throws `attempt_not_found`, `quarantine_over`. */
export async function dismissQuarantined(ctx: Context, attemptId: string): Promise<void> {
  requireScope(ctx, 'authorizations:operate')
  await inTransaction(ctx, async (tx) => {
    if ((await findAttempt(tx.db, attemptId)) === null) throw new AppError('attempt_not_found')
    const left = await leaveQuarantine(tx.db, attemptId, { status: 'failed' })
    if (left === null) throw new AppError('quarantine_over')
    const { id, accountId, sellingPartnerId } = left
    await recordAudit(tx, 'attempt.dismissed', { kind: 'attempt', id, accountId }, { sellingPartnerId })
    await recordStep(tx, id, 'dismissed')
  })
}
