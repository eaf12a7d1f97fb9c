import { type Context, inTransaction, requireScope } from '../context.ts'
import { keepAuditDays } from '../policy.ts'
import { deleteBatchesThrough, findPrunable, lockChain } from '../store/audit/audit-chain.ts'
import { recordAudit } from './record.ts'

const dayMs = 86_400_000

/** In UTC. */
const startOfDay = (ms: number) => new Date(ms - (ms % dayMs))

const batchesPerRound = 1_000

/**
 * Deletes entries that are older than the retention of the log, in whole batches. The last of these batches stays as
 * the beginning of the chain, and a new entry records that.
 */
export async function pruneAudit(ctx: Context): Promise<void> {
  requireScope(ctx, 'audit:keep')
  // Whole days, so that the log gets one entry about this a day, however often it runs.
  const before = startOfDay(ctx.realNow().getTime() - keepAuditDays * dayMs)
  while (await pruneNext(ctx, before)) {}
}

function pruneNext(ctx: Context, before: Date): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    if (!(await lockChain(tx.db))) return false
    const last = await findPrunable(tx.db, before, batchesPerRound)
    if (last === null) return false
    const entries = await deleteBatchesThrough(tx.db, last.number)
    const { number, hash } = last
    await recordAudit(
      tx,
      'audit.pruned',
      { kind: 'installation', id: 'audit' },
      { batch: number, hash, entries },
    )
    return true
  })
}
