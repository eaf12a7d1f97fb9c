import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { requireConfirmation } from '../require-confirmation.ts'
import type { Services } from '../services.ts'
import { deleteSetting, readSetting, writeSetting } from '../store/settings.ts'

/** One switch for the keys of all agents, which every process checks at each of their requests. */
const stoppedSetting = 'agents_stopped_at'

/** Null: agents may work. */
export async function agentsStoppedAt({ db }: Pick<Services, 'db'>): Promise<Date | null> {
  const stopped = await readSetting(db, stoppedSetting)
  return stopped === null ? null : new Date(stopped)
}

/** From now on, every request with an agent's key is refused. A call that Amazon has already received finishes. */
export async function stopAgents(ctx: Context): Promise<void> {
  requireScope(ctx, 'keys:manage')
  await inTransaction(ctx, async (tx) => {
    if ((await agentsStoppedAt(tx)) !== null) return
    await writeSetting(tx.db, stoppedSetting, tx.now().toISOString())
    await recordAudit(tx, 'agents.stopped', { kind: 'installation', id: 'agents' })
  })
}

/** Their keys work again, except those that were revoked or have expired. */
export async function resumeAgents(ctx: Context): Promise<void> {
  requireScope(ctx, 'keys:manage')
  await requireConfirmation(ctx)
  await inTransaction(ctx, async (tx) => {
    if ((await agentsStoppedAt(tx)) === null) return
    await deleteSetting(tx.db, stoppedSetting)
    await recordAudit(tx, 'agents.resumed', { kind: 'installation', id: 'agents' })
  })
}
