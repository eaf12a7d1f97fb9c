import type { TokenKind } from '#drizzle/schema.ts'
import { type Context, requireScope, visibleTo } from '../context.ts'
import { AppError } from '../errors.ts'
import { listKeyUses } from '../store/api-keys.ts'
import { listVendees, type Vendee } from '../store/vends.ts'

export interface DayOfUse {
  readonly apiKeyId: string
  readonly name: string
  /** UTC, as 2026-11-22. */
  readonly day: string
  readonly kind: TokenKind
  readonly count: number
}

const longestDays = 92
/** Nothing was counted before. Earlier years have no form that both Postgres and JavaScript write. */
const firstDay = '2000-01-01'
const dayMs = 86_400_000

/** The programs that got access tokens of an authorization within 30 days, a few seconds old. For operators. */
export async function readVendees(ctx: Context, authorizationId: string): Promise<readonly Vendee[]> {
  requireScope(ctx, 'audit:read')
  const today = ctx.now()
  return listVendees(ctx.db, authorizationId, {
    today: dayOf(today),
    since: dayOf(new Date(today.getTime() - 29 * dayMs)),
  })
}

/**
 * How many tokens each key got, by day and kind, a few seconds old; the newest day first. A limited key sees only its
 * own uses. Throws `usage_days_invalid` for more than 92 days, and for days before this century.
 */
export async function readUsage(
  ctx: Context,
  { from, to }: { readonly from: string | null; readonly to: string | null },
): Promise<readonly DayOfUse[]> {
  requireScope(ctx, 'usage:read')
  for (const [field, day] of Object.entries({ from, to })) {
    if (day !== null && day < firstDay) throw new AppError('usage_days_invalid', { field })
  }
  const last = to ?? dayOf(ctx.now())
  const first = from ?? dayOf(new Date(Date.parse(last) - 29 * dayMs))
  const days = (Date.parse(last) - Date.parse(first)) / dayMs
  if (days < 0 || days >= longestDays) throw new AppError('usage_days_invalid', { field: 'from' })
  const { actor } = ctx
  const isLimited = !('all' in visibleTo(actor))
  const own = isLimited && actor.kind === 'api-key' ? actor.keyId : null
  return listKeyUses(ctx.db, { first, last }, own)
}

/** UTC, as 2026-11-22. */
function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10)
}
