import { type Context, requireScope } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import { keepKeyUsesDays, keepVendCountsDays } from '../policy.ts'
import { deleteKeyUses, deleteVendCounts } from '../store/vends.ts'

const batchSize = 5_000
const dayMs = 86_400_000

/** Deletes old counts of the tokens that keys got. */
export async function pruneUses(ctx: Context): Promise<void> {
  requireScope(ctx, 'keys:manage')
  const db = autocommit(ctx.db)
  const dayAgo = (days: number) => new Date(ctx.now().getTime() - days * dayMs).toISOString().slice(0, 10)
  while ((await deleteVendCounts(db, dayAgo(keepVendCountsDays), batchSize)) === batchSize);
  while ((await deleteKeyUses(db, dayAgo(keepKeyUsesDays), batchSize)) === batchSize);
}
