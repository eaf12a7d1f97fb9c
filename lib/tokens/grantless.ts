import { type GrantlessScope, rotationScope } from '../amazon/scopes.ts'
import { type Context, requireScope } from '../context.ts'
import { AppError } from '../errors.ts'
import { nameFailedRefresh } from './explain-failure.ts'
import { obtainGrantlessToken, readGrantlessState } from './obtain-grantless.ts'
import type { FreshToken } from './single-flight.ts'
import { lifeSeconds, sufficientToken } from './sufficient-token.ts'

/** A token of the application itself, on its way to a program. */
export interface GrantlessVend extends FreshToken {
  readonly scope: GrantlessScope
  readonly secondsLeft: number
}

/**
 * Hands a grantless token to a program: one for each application and scope, the stored one while it lives long enough.
 * It reaches beyond any account, so a key of one account gets none; and rotating the client secret, which can lock the
 * application out, takes a right of its own. Throws `not_allowed`, `min_ttl_invalid`, `application_not_found`, and what
 * `nameFailedRefresh` names.
 */
export async function vendGrantlessToken(
  ctx: Context,
  applicationId: string,
  { scope, minTtlSeconds }: { readonly scope: GrantlessScope; readonly minTtlSeconds?: number },
): Promise<GrantlessVend> {
  requireScope(ctx, scope === rotationScope ? 'tokens:rotation' : 'tokens:grantless')
  if (ctx.actor.kind === 'api-key' && ctx.actor.accountId !== null) throw new AppError('not_allowed')
  const { stored } = await readGrantlessState(ctx, applicationId, scope)
  const token = await sufficientToken(ctx, minTtlSeconds, {
    stored,
    obtain: (need) => obtainGrantlessToken(ctx, applicationId, scope, need),
    explain: async (refreshed) => nameFailedRefresh(refreshed, ctx.now()),
  })
  return { ...token, scope, secondsLeft: lifeSeconds(token, ctx.now()) }
}
