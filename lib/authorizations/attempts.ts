import { type Context, requireScope } from '../context.ts'
import { AppError } from '../errors.ts'
import { type AttemptRow, findAttempt } from '../store/attempts.ts'
import { digest, sameDigest } from '../vault/digest.ts'
import { type AttemptOutcome, outcomeOf } from './outcome.ts'

/** For the browser that began it, and nobody else. Throws `attempt_not_found`. */
export async function readAttempt(
  ctx: Context,
  id: string,
  bindingToken: string | null,
): Promise<{
  readonly outcome: AttemptOutcome
  readonly status: string
  readonly marketplaceId: string | null
  /** The company's own page to which the seller may go on. */
  readonly returnTo: string | null
}> {
  requireScope(ctx, 'authorizations:complete')
  const row = await ownAttempt(ctx, id, bindingToken)
  const { status, marketplaceId, returnTo } = row
  return { outcome: outcomeOf(row), status, marketplaceId, returnTo }
}

/** What Amazon asked for at the Log-in URI, as its seller is asked to agree to it. */
export interface ArrivalView {
  readonly attemptId: string
  readonly sellingPartnerId: string | null
  /** Amazon left its host out: the seller has to say where they sell. */
  readonly needsMarketplace: boolean
}

/** An arrival that waits for its seller, for the browser that brought it. Throws `attempt_not_found`. */
export async function readArrival(
  ctx: Context,
  id: string,
  bindingToken: string | null,
): Promise<ArrivalView> {
  requireScope(ctx, 'authorizations:begin')
  const row = await ownAttempt(ctx, id, bindingToken)
  if (row.status !== 'arrived' || row.expiresAt <= ctx.now()) throw new AppError('attempt_not_found')
  return {
    attemptId: row.id,
    sellingPartnerId: row.announcedSellingPartnerId,
    needsMarketplace: row.marketplaceId === null,
  }
}

async function ownAttempt(ctx: Context, id: string, bindingToken: string | null): Promise<AttemptRow> {
  const row = await findAttempt(ctx.db, id)
  if (row === null || bindingToken === null || !sameDigest(digest(bindingToken), row.bindingDigest)) {
    throw new AppError('attempt_not_found')
  }
  return row
}
