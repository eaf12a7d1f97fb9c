import type { Context } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import { AppError } from '../errors.ts'
import { seals } from '../seals.ts'
import type { ApplicationRow } from '../store/applications.ts'
import {
  acquireLease,
  findRefreshState,
  type LeaseRow,
  type RefreshState,
  renewLease,
} from '../store/leases.ts'
import { createBreaker } from './breaker.ts'
import { openStored } from './open-stored.ts'
import type { TokenRequirement } from './plan-refresh.ts'
import { openRefreshToken, refreshHeld } from './refresh-with-lease.ts'
import { obtainOnce, type Refreshed, type Take, type TokenSource } from './single-flight.ts'
import { whileLeased } from './while-leased.ts'

/** How an authorization stood at a moment, by performance.now. */
export interface Snapshot {
  readonly state: RefreshState | null
  readonly atMs: number
}

/** For `obtainAccessToken`, by whoever has to wait before it: what is read already needs no time then. */
export async function readSnapshot(ctx: Context, authorizationId: string): Promise<Snapshot> {
  const atMs = performance.now()
  return { state: await findRefreshState(ctx.db, authorizationId), atMs }
}

/** So old a sight may be: what was paused or disconnected since is left alone. */
const youngMs = 500

/**
 * An access token of the authorization, obtained as `obtainOnce` says. Throws `authorization_not_found`,
 * `authorization_disconnected`, `authorization_paused`, `token_unreadable`.
 */
export function obtainAccessToken(
  ctx: Context,
  authorizationId: string,
  need: TokenRequirement,
  ahead?: Snapshot,
): Promise<Refreshed> {
  let sight = ahead
  const look = async () => {
    const seen = sight !== undefined && performance.now() - sight.atMs < youngMs ? sight : null
    const { state } = seen ?? (await readSnapshot(ctx, authorizationId))
    sight = undefined
    return toSource(ctx, authorizationId, state)
  }
  return obtainOnce(ctx, authorizationId, look, need)
}

const breaker = createBreaker()

function toSource(ctx: Context, authorizationId: string, state: RefreshState | null): TokenSource {
  if (state === null) throw new AppError('authorization_not_found', { id: authorizationId })
  const { authorization, application, token, lease } = state
  if (authorization.pausedAt !== null) throw new AppError('authorization_paused', { id: authorizationId })
  return {
    stored: openStored(ctx, token, seals.accessToken.sealed({ authorizationId })),
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
  // An operator who presses the button wants to know what LWA says now.
  const known = ctx.actor.kind === 'operator' ? null : breaker.failureInstead(applicationId, ctx.now())
  if (known !== null) return known
  breaker.begin(applicationId, ctx.now())
  const refreshToken = await openRefreshToken(ctx, state.authorization)
  const fence = await acquireLease(autocommit(ctx.db), id, state.lease, { ...take, tokenVersion })
  if (fence === null) return null
  const refreshed = await whileLeased(
    ctx,
    (heldUntil) => renewLease(autocommit(ctx.db), id, fence, heldUntil),
    () => refreshHeld(ctx, state, refreshToken, { fence, startedAt: take.startedAt }),
  )
  if (refreshed !== null) breaker.end(applicationId, refreshed, ctx.now())
  return refreshed
}
