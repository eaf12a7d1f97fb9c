import { type Context, inTransaction, requireScope } from '../context.ts'
import { findLastBatch, insertBatch, listPendingEntries, lockChain } from '../store/audit/audit-chain.ts'
import { digestEntry, sealBatch, start } from './chain.ts'

const batchSize = 1_000

/** Chains the entries that have been committed since. One worker at a time does it; a second one returns. */
export async function sealAudit(ctx: Context): Promise<void> {
  requireScope(ctx, 'audit:keep')
  while ((await sealNext(ctx)) === batchSize) {}
}

function sealNext(ctx: Context): Promise<number> {
  return inTransaction(ctx, async ({ db }) => {
    if (!(await lockChain(db))) return 0
    const entries = await listPendingEntries(db, batchSize)
    if (entries.length === 0) return 0
    const digests = entries.map((entry) => ({ entryId: entry.id, digest: digestEntry(entry) }))
    const last = (await findLastBatch(db)) ?? start
    await insertBatch(db, sealBatch(last, digests, ctx.realNow()), digests)
    return entries.length
  })
}
