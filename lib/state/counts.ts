import { type Context, inTransaction, requireScope } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import { correctTally, sumUpTally } from '../store/state.ts'

/** Keeps the table of counts short: a read adds up all differences since the last time. */
export async function sumUpCounts(ctx: Context): Promise<void> {
  requireScope(ctx, 'authorizations:operate')
  await sumUpTally(autocommit(ctx.db))
}

/** Compares the stored counts with the rows. A difference is a defect: it is reported, and corrected. */
export async function verifyCounts(ctx: Context): Promise<void> {
  requireScope(ctx, 'authorizations:operate')
  const differences = await inTransaction(ctx, (tx) => correctTally(tx.db))
  if (differences.length > 0)
    ctx.log.error({ differences }, 'stored counts were wrong and have been corrected')
}
