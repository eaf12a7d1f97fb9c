import { setTimeout as pause } from 'node:timers/promises'
import type { Context } from '../context.ts'
import { AppError, isVaultError } from '../errors.ts'
import type { Secret } from '../secret.ts'
import { findRefreshState, type RefreshState, takeLease } from '../store/leases.ts'
import { newId } from '../vault/random.ts'
import { open } from '../vault/seal.ts'
import { accessTokenBinding } from './bindings.ts'
import { type Need, planRefresh, refreshLimits } from './plan-refresh.ts'
import { openRefreshToken, refreshHeld } from './refresh-held.ts'

export type RefreshProblem =
  | 'invalid_grant'
  | 'application_refused'
  | 'amazon_unavailable'
  | 'amazon_answer_unreadable'
  | 'interrupted'

export interface FreshToken {
  readonly accessToken: Secret
  readonly expiresAt: Date
}

export type Refreshed =
  | ({ readonly kind: 'refreshed' } & FreshToken)
  | {
      readonly kind: 'failed'
      readonly problem: RefreshProblem
      /** What was seen, in Amazon's words. */
      readonly detail: string
      readonly requestId: string | null
      readonly retryAt: Date
    }

/** This process, among those that share leases. */
const owner = newId()

/** What this process is waiting for, by authorization. */
const flights = new Map<string, Promise<Refreshed>>()

/**
 * An access token of the authorization that suffices, from the database or from LWA. However many ask, here and in
 * other processes, LWA is asked once, for programs at most once a minute, and a failure is everybody's answer. The
 * token may live shorter than needed when LWA gave no better one. Throws `authorization_not_found`,
 * `authorization_disconnected`, `token_unreadable`.
 */
export async function obtainAccessToken(
  ctx: Context,
  authorizationId: string,
  need: Need,
): Promise<Refreshed> {
  for (let flying = flights.get(authorizationId); flying; flying = flights.get(authorizationId)) {
    const refreshed = await flying
    if (answers(refreshed, need, ctx.now())) return refreshed
  }
  const flight = obtain(ctx, authorizationId, need).finally(() => flights.delete(authorizationId))
  flights.set(authorizationId, flight)
  return flight
}

/** Pure. Whoever joined may have needed more than a flight was for. */
function answers(refreshed: Refreshed, need: Need, now: Date): boolean {
  if ('refreshedSince' in need) return false
  if (refreshed.kind === 'failed') return true
  return refreshed.expiresAt.getTime() - now.getTime() >= need.minTtlSeconds * 1_000
}

/** Resolves when nothing is being refreshed here any more, for an orderly end. */
export async function settleRefreshes(): Promise<void> {
  while (flights.size > 0) await Promise.allSettled(flights.values())
}

async function obtain(ctx: Context, authorizationId: string, need: Need): Promise<Refreshed> {
  const giveUpAt = performance.now() + refreshLimits.callerMs
  for (;;) {
    const state = await findRefreshState(ctx.db, authorizationId)
    if (state === null) throw new AppError('authorization_not_found', { id: authorizationId })
    const stored = openStored(ctx, state)
    const { tokenVersion } = state.authorization
    const { lease } = state
    const step = planRefresh({ expiresAt: stored?.expiresAt ?? null, tokenVersion, lease }, need, ctx.now())
    if (step === 'use' && stored !== null) return { kind: 'refreshed', ...stored }
    if (step === 'tell' || performance.now() > giveUpAt) return told(ctx, state)
    if (step === 'wait') {
      await pause(refreshLimits.lookMs * (0.5 + Math.random()))
      continue
    }
    const refreshToken = await openRefreshToken(ctx, state.authorization)
    const startedAt = ctx.now()
    const heldUntil = new Date(startedAt.getTime() + refreshLimits.leaseMs)
    const fence = await takeLease(ctx.db, authorizationId, lease, {
      owner,
      startedAt,
      heldUntil,
      tokenVersion,
    })
    const refreshed =
      fence === null ? null : await refreshHeld(ctx, state, refreshToken, { fence, startedAt })
    // Null: somebody else was first, or stored another token meanwhile. What they stored counts.
    if (refreshed !== null) return refreshed
  }
}

/** A stored token that can't be opened is none: LWA gives another. */
function openStored(ctx: Context, { authorization, token }: RefreshState): FreshToken | null {
  if (token === null) return null
  try {
    const accessToken = open(ctx.keyRing, token.sealed, accessTokenBinding(authorization.id))
    return { accessToken, expiresAt: token.expiresAt }
  } catch (error) {
    if (!isVaultError(error)) throw error
    return null
  }
}

/** How the last refresh ended, for whoever did not do it. */
function told(ctx: Context, { lease }: RefreshState): Refreshed {
  return {
    kind: 'failed',
    problem: (lease?.problem ?? 'interrupted') as RefreshProblem,
    detail: lease?.problemDetail ?? 'Another process is refreshing, and has not finished.',
    requestId: lease?.requestId ?? null,
    retryAt: lease?.retryAt ?? new Date(ctx.now().getTime() + refreshLimits.leaseMs),
  }
}
