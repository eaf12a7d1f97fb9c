import { type Context, requireScope } from '../context.ts'
import { AppError } from '../errors.ts'
import { findAttempt } from '../store/attempts.ts'
import { listHolders } from '../store/authorizations.ts'
import { isRival } from './is-rival.ts'

/** What accepting an older grant would replace. */
export interface NewerToken {
  readonly authorizationId: string
  readonly renewedAt: Date
}

/**
 * The newest token that the account of this attempt was given for its selling partner since it came back; null: none.
 * Whichever region it is of: that of the grant is known for sure only when it is accepted. Throws `attempt_not_found`.
 */
export async function readNewerToken(ctx: Context, attemptId: string): Promise<NewerToken | null> {
  requireScope(ctx, 'attempts:read')
  const attempt = await findAttempt(ctx.db, attemptId)
  if (attempt === null) throw new AppError('attempt_not_found', { attemptId })
  const { applicationId, accountId, sellingPartnerId } = attempt
  if (accountId === null || sellingPartnerId === null) return null
  const holders = await listHolders(ctx.db, { applicationId, accountId, grantKey: sellingPartnerId })
  const newest = holders.find((row) => isRival(attempt, row))
  return newest === undefined ? null : { authorizationId: newest.id, renewedAt: newest.renewedAt }
}
