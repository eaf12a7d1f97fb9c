import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import type { ApplicationRow } from '../store/applications.ts'
import { findRefreshState, type LeaseRow, type RefreshState, takeLease } from '../store/leases.ts'
import { accessTokenBinding } from './bindings.ts'
import { createBreaker } from './breaker.ts'
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

const breaker = createBreaker()

async function look(ctx: Context, authorizationId: string): Promise<TokenSource> {
  const state = await findRefreshState(ctx.db, authorizationId)
  if (state === null) throw new AppError('authorization_not_found', { id: authorizationId })
  const { authorization, application, token, lease } = state
  if (authorization.pausedAt !== null) throw new AppError('authorization_paused', { id: authorizationId })
  return {
    stored: openStored(ctx, token, accessTokenBinding(authorizationId)),
    tokenVersion: authorization.tokenVersion,
    lease: isOver(lease, application) ? null : lease,
    refresh: (take) => refresh(ctx, state, take),
  }
}

/** Pure. Refused with the application, which LWA accepts again by now: nobody waits until the time of the next try. */
function isOver(lease: LeaseRow | null, { credentialsProblemAt }: ApplicationRow): boolean {
  return lease?.problem === 'application_refused' && lease.heldUntil === null && credentialsProblemAt === null
}

async function refresh(ctx: Context, state: RefreshState, take: Take): Promise<Refreshed | null> {
  const { id, tokenVersion, applicationId } = state.authorization
  // Whoever presses a button wants to know how it stands now.
  const told = ctx.actor.kind === 'operator' ? null : breaker.judge(applicationId, ctx.now())
  if (told !== null) return told
  const refreshToken = await openRefreshToken(ctx, state.authorization)
  const fence = await takeLease(ctx.db, id, state.lease, { ...take, tokenVersion })
  if (fence === null) return null
  const refreshed = await refreshHeld(ctx, state, refreshToken, { fence, startedAt: take.startedAt })
  if (refreshed !== null) breaker.note(applicationId, refreshed, ctx.now())
  return refreshed
}
