import { type Context, requireScope } from '../context.ts'
import { closeOverdueAttempts } from '../store/close-attempts.ts'

/** Ends attempts that never came back from Amazon, and codes that ran out. Amazon tells nobody about a Cancel. */
export async function closeAttempts(ctx: Context): Promise<{ readonly closed: number }> {
  requireScope(ctx, 'authorizations:complete')
  const closed = await closeOverdueAttempts(ctx.db, ctx.now())
  if (closed > 0) ctx.log.info({ closed }, 'overdue attempts closed')
  return { closed }
}
