import { type Context, requireScope } from '../context.ts'
import { listUnstored } from '../store/attempt-claims.ts'
import { storeTimes } from './claim.ts'

const mostListed = 100

/** A grant that Gatehouse couldn't store for an hour; it is still being tried. */
export interface UnstoredGrant {
  readonly attemptId: string
  readonly sellingPartnerId: string | null
  /** What Postgres said the last time; null when nothing was recorded. */
  readonly detail: string | null
}

/** The oldest first, the first hundred. */
export async function listUnstoredGrants(ctx: Context): Promise<readonly UnstoredGrant[]> {
  requireScope(ctx, 'attempts:read')
  const before = new Date(ctx.now().getTime() - storeTimes.alertAfterMs)
  const rows = await listUnstored(ctx.db, before, mostListed)
  return rows.map(({ id, sellingPartnerId, problemDetail }) => ({
    attemptId: id,
    sellingPartnerId,
    detail: problemDetail,
  }))
}
