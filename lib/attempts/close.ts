import { type Context, requireScope } from '../context.ts'
import { closeOverdueAttempts, deleteUnfinishedAttempts } from '../store/attempts.ts'
import { deleteOldRefusals } from '../store/refusals.ts'

const dayMs = 86_400_000
const keepMs = 90 * dayMs
/** Of attempts that no account took up: strangers can begin any number of them. */
const keepOfNobodyMs = 7 * dayMs
/** At one go; what is left waits for the next minute. */
const mostForgotten = 1_000

/**
 * Ends attempts that never came back from Amazon, and codes that ran out. Amazon tells nobody about a Cancel. Attempts
 * that never came back and counts of refused requests are forgotten after 90 days, attempts of nobody after 7.
 */
export async function closeAttempts(ctx: Context): Promise<{ readonly closed: number }> {
  requireScope(ctx, 'authorizations:complete')
  const closed = await closeOverdueAttempts(ctx.db, ctx.now())
  const before = new Date(ctx.now().getTime() - keepMs)
  const ofNobodyBefore = new Date(ctx.now().getTime() - keepOfNobodyMs)
  await deleteUnfinishedAttempts(ctx.db, { before, ofNobodyBefore }, mostForgotten)
  await deleteOldRefusals(ctx.db, before)
  if (closed > 0) ctx.log.info({ closed }, 'overdue attempts closed')
  return { closed }
}
