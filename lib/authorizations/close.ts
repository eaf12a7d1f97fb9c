import { type Context, requireScope } from '../context.ts'
import { closeOverdueAttempts, forgetUnfinished } from '../store/close-attempts.ts'
import { forgetRefusals } from '../store/refusals.ts'

const keepMs = 90 * 86_400_000
/** At one go; what is left waits for the next minute. */
const mostForgotten = 1_000

/**
 * Ends attempts that never came back from Amazon, and codes that ran out. Amazon tells nobody about a Cancel. Attempts
 * that never came back and counts of refused requests are forgotten after 90 days.
 */
export async function closeAttempts(ctx: Context): Promise<{ readonly closed: number }> {
  requireScope(ctx, 'authorizations:complete')
  const closed = await closeOverdueAttempts(ctx.db, ctx.now())
  const forgetBefore = new Date(ctx.now().getTime() - keepMs)
  await forgetUnfinished(ctx.db, forgetBefore, mostForgotten)
  await forgetRefusals(ctx.db, forgetBefore)
  if (closed > 0) ctx.log.info({ closed }, 'overdue attempts closed')
  return { closed }
}
