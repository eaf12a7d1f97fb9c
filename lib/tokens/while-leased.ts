import type { Context } from '../context.ts'
import { leases, whileRenewing } from '../leases.ts'

/** Renews the lease on the next access token for as long as `work` takes. */
export function whileLeased<T>(
  ctx: Context,
  renew: (heldUntil: Date) => Promise<boolean>,
  work: () => Promise<T>,
): Promise<T> {
  const { lastsMs, renewEveryMs } = leases.refresh
  return whileRenewing(work, {
    renew: () => renew(new Date(ctx.realNow().getTime() + lastsMs)),
    everyMs: renewEveryMs,
    report: (error) => ctx.log.warn({ error }, 'lease not renewed'),
  })
}
