import type { Context } from '../context.ts'
import { requireScope } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import { leases, whileRenewing } from '../leases.ts'
import { claimAttempt, claimDueAttempts, renewClaim } from '../store/attempt-claims.ts'
import type { AttemptRow } from '../store/attempts.ts'
import { newId } from '../vault/random.ts'
import type { ClaimedAttempt } from './store-grant.ts'

/**
 * Between two tries at storing tokens that couldn't be stored, doubling: about thirty tries in a day, after which an
 * operator decides.
 */
export const storeTimes = {
  firstRetryMs: 20_000,
  longestRetryMs: 3_600_000,
  alertAfterMs: 3_600_000,
  quarantineAfterMs: 86_400_000,
} as const

/** Null: another process works on the attempt, or there is nothing to do yet. */
export async function claimOne(ctx: Context, attemptId: string): Promise<ClaimedAttempt | null> {
  requireScope(ctx, 'authorizations:complete')
  const row = await claimAttempt(autocommit(ctx.db), attemptId, newClaim(ctx))
  return row && toClaimed(ctx, row)
}

/** For workers: attempts that nobody works on, such as those of a process that died, at most `limit`. */
export async function claimDue(ctx: Context, limit: number): Promise<readonly ClaimedAttempt[]> {
  requireScope(ctx, 'authorizations:complete')
  const rows = await claimDueAttempts(autocommit(ctx.db), newClaim(ctx), limit)
  return rows.flatMap((row) => toClaimed(ctx, row) ?? [])
}

function newClaim(ctx: Context) {
  return {
    claimId: newId(),
    lastsMs: leases.attempt.lastsMs,
    now: ctx.now(),
    firstStoreRetryMs: storeTimes.firstRetryMs,
    longestStoreRetryMs: storeTimes.longestRetryMs,
  }
}

/** One that lacks what every attempt has by then must not hold up the others: null. */
function toClaimed(ctx: Context, row: AttemptRow): ClaimedAttempt | null {
  const { id, accountId, sellingPartnerId, partnerType, claimId } = row
  if (accountId !== null && sellingPartnerId !== null && partnerType !== null && claimId !== null)
    return { ...row, accountId, sellingPartnerId, partnerType, claimId }
  ctx.log.error({ attemptId: id }, 'attempt without an account or a selling partner')
  return null
}

/** Renews the claim for as long as `work` takes. */
export function whileClaimed<T>(
  ctx: Context,
  { id, claimId }: ClaimedAttempt,
  work: () => Promise<T>,
): Promise<T> {
  const { lastsMs, renewEveryMs } = leases.attempt
  return whileRenewing(work, {
    renew: () => renewClaim(autocommit(ctx.db), id, { claimId, lastsMs }),
    everyMs: renewEveryMs,
    report: (error) => ctx.log.warn({ error, attemptId: id }, 'claim not renewed'),
  })
}
