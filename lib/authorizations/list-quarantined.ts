import { type Context, requireScope } from '../context.ts'
import { listQuarantined } from '../store/quarantine.ts'

const mostListed = 100
const dayMs = 86_400_000

/** A grant that waits for an operator's decision. */
export interface QuarantinedGrant {
  readonly attemptId: string
  readonly sellingPartnerId: string | null
  readonly endedAt: Date | null
  /** When it is destroyed by itself. */
  readonly keptUntil: Date | null
}

/** Newest first, the first hundred. */
export async function listQuarantinedGrants(ctx: Context): Promise<readonly QuarantinedGrant[]> {
  requireScope(ctx, 'attempts:read')
  const rows = await listQuarantined(ctx.db, { endedBy: ctx.now(), limit: mostListed })
  return rows.map(({ id, sellingPartnerId, endedAt }) => ({
    ...{ attemptId: id, sellingPartnerId, endedAt },
    keptUntil: endedAt && new Date(endedAt.getTime() + ctx.settings.keepQuarantineDays * dayMs),
  }))
}
