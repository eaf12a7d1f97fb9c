import { sealGrant, type WaitingGrant } from '../authorizations/grant.ts'
import type { Context } from '../context.ts'
import { retryWithBackoff } from '../database/retry.ts'
import { storeRotatedGrant } from '../store/attempt-claims.ts'

/** For `tryToken`: seals the rotated token of an attempt's grant into the attempt, until that succeeds. */
export function keepRotatedGrant(ctx: Context, attemptId: string): (grant: WaitingGrant) => Promise<unknown> {
  return (grant) =>
    retryWithBackoff(() => storeRotatedGrant(ctx.db, attemptId, sealGrant(ctx.keyRing, attemptId, grant)), {
      report: (error) => ctx.log.error({ error, attemptId }, 'rotated refresh token not stored yet'),
    })
}
