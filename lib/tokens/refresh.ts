import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { findRefreshState, type RefreshState, takeLease } from '../store/leases.ts'
import { accessTokenBinding } from './bindings.ts'
import { obtainOnce, type Refreshed, type Take, type TokenSource } from './obtain-once.ts'
import { openStored } from './open-stored.ts'
import type { Need } from './plan-refresh.ts'
import { openRefreshToken, refreshHeld } from './refresh-held.ts'

/**
 * An access token of the authorization, obtained as `obtainOnce` says. Throws `authorization_not_found`,
 * `authorization_disconnected`, `authorization_paused`, `token_unreadable`.
 */
export function obtainAccessToken(ctx: Context, authorizationId: string, need: Need): Promise<Refreshed> {
  return obtainOnce(ctx, authorizationId, () => look(ctx, authorizationId), need)
}

async function look(ctx: Context, authorizationId: string): Promise<TokenSource> {
  const state = await findRefreshState(ctx.db, authorizationId)
  if (state === null) throw new AppError('authorization_not_found', { id: authorizationId })
  const { authorization, token, lease } = state
  if (authorization.pausedAt !== null) throw new AppError('authorization_paused', { id: authorizationId })
  return {
    stored: openStored(ctx, token, accessTokenBinding(authorizationId)),
    tokenVersion: authorization.tokenVersion,
    lease,
    refresh: (take) => refresh(ctx, state, take),
  }
}

async function refresh(ctx: Context, state: RefreshState, take: Take): Promise<Refreshed | null> {
  const { id, tokenVersion } = state.authorization
  const refreshToken = await openRefreshToken(ctx, state.authorization)
  const fence = await takeLease(ctx.db, id, state.lease, { ...take, tokenVersion })
  if (fence === null) return null
  return refreshHeld(ctx, state, refreshToken, { fence, startedAt: take.startedAt })
}
