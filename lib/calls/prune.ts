import { type Context, requireScope } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import { keepCallBodiesDays } from '../policy.ts'
import { deleteCallBodies } from '../store/calls.ts'

const batchSize = 500
const dayMs = 86_400_000

/** Deletes the requests and responses of old calls. The calls stay on record. */
export async function pruneCallBodies(ctx: Context): Promise<void> {
  requireScope(ctx, 'calls:prune')
  const now = ctx.now()
  const before = new Date(now.getTime() - keepCallBodiesDays * dayMs)
  while ((await deleteCallBodies(autocommit(ctx.db), { before, now, limit: batchSize })) === batchSize) {}
}
