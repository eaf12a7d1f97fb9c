import type { TokenKind } from '#drizzle/schema.ts'
import { type Context, requireScope, visibleTo } from '../context.ts'
import { AppError } from '../errors.ts'
import { listKeyUses } from '../store/api-keys.ts'

export interface DayOfUse {
  readonly apiKeyId: string
  readonly name: string
  /** UTC, as 2026-11-22. */
  readonly day: string
  readonly kind: TokenKind
  readonly count: number
}

const longestDays = 92
const dayMs = 86_400_000

/**
 * How many tokens each key got, by day and kind, as of a few seconds ago; the newest day first. A key that is limited
 * sees its own uses alone. Throws `usage_days_invalid` for more than 92 days.
 */
export async function readUsage(
  ctx: Context,
  { from, to }: { readonly from: string | null; readonly to: string | null },
): Promise<readonly DayOfUse[]> {
  requireScope(ctx, 'usage:read')
  const last = to ?? ctx.now().toISOString().slice(0, 10)
  const first = from ?? new Date(Date.parse(last) - 29 * dayMs).toISOString().slice(0, 10)
  const days = (Date.parse(last) - Date.parse(first)) / dayMs
  if (days < 0 || days >= longestDays) throw new AppError('usage_days_invalid', { field: 'from' })
  const { actor } = ctx
  const isLimited = !('all' in visibleTo(actor))
  const own = isLimited && actor.kind === 'api-key' ? actor.keyId : null
  return listKeyUses(ctx.db, { first, last }, own)
}
