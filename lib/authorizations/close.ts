import { type Context, requireScope } from '../context.ts'
import { closeOverdueAttempts } from '../store/close-attempts.ts'
import { forgetRefusals } from '../store/refusals.ts'

const keepRefusalsMs = 90 * 86_400_000

/**
 * Ends attempts that never came back from Amazon, and codes that ran out. Amazon tells nobody about a Cancel. Counts of
 * refused requests are forgotten after 90 days.
 */
export async function closeAttempts(ctx: Context): Promise<{ readonly closed: number }> {
  requireScope(ctx, 'authorizations:complete')
  const closed = await closeOverdueAttempts(ctx.db, ctx.now())
  await forgetRefusals(ctx.db, new Date(ctx.now().getTime() - keepRefusalsMs))
  if (closed > 0) ctx.log.info({ closed }, 'overdue attempts closed')
  return { closed }
}
