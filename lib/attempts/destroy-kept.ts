import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { leaveQuarantine, listQuarantined } from '../store/attempts.ts'
import { destroyLastTokens } from '../store/authorizations.ts'
import { recordStep } from './record-step.ts'

const dayMs = 86_400_000
/** At one go; what is left waits for the next hour. */
const mostGrants = 500

/** Destroys what was kept for a while: refresh tokens for roll-back, and grants in quarantine. */
export async function destroyKept(
  ctx: Context,
): Promise<{ readonly tokens: number; readonly grants: number }> {
  requireScope(ctx, 'authorizations:operate')
  const tokens = await destroyLastTokens(ctx.db, ctx.now())
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
