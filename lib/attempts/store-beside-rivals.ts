import type { WaitingGrant } from '../authorizations/grant.ts'
import { tryToken } from '../authorizations/try-token.ts'
import type { Verified } from '../authorizations/verify.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { findApplication } from '../store/applications.ts'
import { keepRotatedGrant } from './keep-rotated.ts'
import { type ClaimedAttempt, type JudgedRival, type Stored, storeGrant } from './store-grant.ts'
import { storeOnce } from './store-once.ts'

/**
 * Stores a grant, also where another attempt of the same seller stored its own meanwhile. Amazon leaves open whether
 * authorizing again ends the earlier tokens, and nobody can know which of two codes it saw first: LWA is asked
 * whether this token still works before it replaces the other one.
 */
export async function storeBesideRivals(
  ctx: Context,
  attempt: ClaimedAttempt,
  grant: WaitingGrant,
  verified: Verified,
): Promise<Exclude<Stored, { kind: 'rivalled' }>> {
  let current = grant
  let rival: JudgedRival | null = null
  for (;;) {
    const stored = await storeOnce(() => storeGrant(ctx, attempt, current, verified, rival))
    if (stored.kind !== 'rivalled') return stored
    const application = await findApplication(ctx.db, attempt.applicationId)
    if (application === null) throw new AppError('application_not_ready')
    const tried = await tryToken(ctx, application, current.refreshToken, keepRotatedGrant(ctx, attempt.id))
    if (tried.kind === 'works') current = tried.grant
    // Only LWA's own word ends a token; silence does not.
    const hasWon = tried.kind === 'fails' && tried.verdict === 'refused'
    rival = { tokenVersion: stored.tokenVersion, hasWon }
  }
}
