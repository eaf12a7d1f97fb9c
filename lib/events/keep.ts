import { type Context, inTransaction, requireScope } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import { keepEventsDays } from '../policy.ts'
import { adoptRestoredEvents, pruneEvents } from '../store/events/events.ts'

const batchSize = 5_000
const dayMs = 86_400_000

/** Deletes old events, once all consumers have read them. */
export async function pruneOldEvents(ctx: Context): Promise<void> {
  requireScope(ctx, 'events:consume')
  const before = new Date(ctx.realNow().getTime() - keepEventsDays * dayMs)
  while ((await pruneEvents(autocommit(ctx.db), before, batchSize)) === batchSize);
}

/** At each start, since the database may have been restored into another cluster. */
export async function adoptRestored(ctx: Context): Promise<void> {
  requireScope(ctx, 'events:consume')
  const adopted = await inTransaction(ctx, (tx) => adoptRestoredEvents(tx.db))
  if (adopted > 0) ctx.log.info({ events: adopted }, 'events of a restored database are read in this cluster')
}
