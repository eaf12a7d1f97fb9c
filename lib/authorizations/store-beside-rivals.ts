import { isAmazonError } from '../amazon/errors.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { findApplication } from '../store/applications.ts'
import { askLwa } from '../tokens/lwa-client.ts'
import type { WaitingGrant } from './grant.ts'
import { type ClaimedAttempt, type JudgedRival, type Stored, storeGrant } from './store-grant.ts'
import { storeOnce } from './store-once.ts'
import type { Verified } from './verify.ts'

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
  let rival: JudgedRival | null = null
  for (;;) {
    const stored = await storeOnce(() => storeGrant(ctx, attempt, grant, verified, rival))
    if (stored.kind !== 'rivalled') return stored
    rival = { tokenVersion: stored.tokenVersion, hasWon: await isEnded(ctx, attempt, grant) }
  }
}

/** Only LWA's own word ends a token; silence does not. */
async function isEnded(ctx: Context, attempt: ClaimedAttempt, grant: WaitingGrant): Promise<boolean> {
  const application = await findApplication(ctx.db, attempt.applicationId)
  if (application === null) throw new AppError('application_not_ready')
  try {
    await askLwa(ctx, application, (client) => ctx.amazon.refresh(client, grant.refreshToken))
    return false
  } catch (error) {
    if (!isAmazonError(error)) throw error
    return error.kind === 'lwa' && error.code === 'invalid_grant'
  }
}
