import { type Context, requireScope } from '../context.ts'
import { listQuarantined } from '../store/attempts.ts'

const mostListed = 100
const dayMs = 86_400_000

/** A grant that waits for an operator's decision. */
export interface QuarantinedGrant {
  readonly attemptId: string
  readonly sellingPartnerId: string | null
  /** Another account has connected this selling partner id already. */
  readonly isTaken: boolean
}

/** Newest first, the first hundred. */
export async function listQuarantinedGrants(ctx: Context): Promise<readonly QuarantinedGrant[]> {
  requireScope(ctx, 'attempts:read')
  const rows = await listQuarantined(ctx.db, { endedBy: ctx.now(), limit: mostListed })
  return rows.map(({ id, sellingPartnerId, problem }) => ({
    ...{ attemptId: id, sellingPartnerId },
    isTaken: problem === 'selling_partner_taken',
  }))
}

/** When a grant that was set aside at `endedAt` is destroyed by itself. */
export function keptUntil({ settings }: Pick<Context, 'settings'>, endedAt: Date): Date {
  return new Date(endedAt.getTime() + settings.keepQuarantineDays * dayMs)
}
