import { setTimeout as pause } from 'node:timers/promises'
import type { Context } from '../context.ts'
import { type Failure, ownFailure } from '../failure.ts'
import { leases } from '../leases.ts'
import type { Secret } from '../secret.ts'
import { newId } from '../vault/random.ts'
import { type Lease, planRefresh, refreshLimits, type TokenRequirement } from './plan-refresh.ts'

export type RefreshProblem =
  | 'invalid_grant'
  /** LWA says that the refresh token is another application's. */
  | 'token_foreign'
  /** LWA refuses the application itself. */
  | 'application_refused'
  /** LWA gives this application no token of this scope. */
  | 'scope_refused'
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
      readonly failure: Failure
      readonly requestId: string | null
      readonly retryAt: Date
    }

/** What a lease is taken with. */
export interface Take {
  readonly owner: string
  readonly startedAt: Date
  readonly heldUntil: Date
}

/** One token as it stands in the database, and the way to the next one. */
export interface TokenSource {
  readonly stored: FreshToken | null
  readonly tokenVersion: number
  readonly lease: Lease | null
  /** Takes the lease and asks LWA. Null: somebody else was first, or stored another token meanwhile. */
  refresh(take: Take): Promise<Refreshed | null>
}

/** This process, among those that share leases. */
const owner = newId()

/** What this process is waiting for. */
const flights = new Map<string, Promise<Refreshed>>()

/**
 * An access token that suffices, from the database or from LWA: `name` says which one, `look` reads how it stands.
 * However many ask, here and in other processes, LWA is asked once, for programs at most once a minute, and a
 * failure is everybody's answer. The token may live shorter than needed when LWA gave no better one.
 */
export async function obtainOnce(
  ctx: Context,
  name: string,
  look: () => Promise<TokenSource>,
  need: TokenRequirement,
): Promise<Refreshed> {
  for (let flying = flights.get(name); flying; flying = flights.get(name)) {
    const refreshed = await flying
    if (answers(refreshed, need, ctx.now())) return refreshed
  }
  const flight = obtain(ctx, look, need).finally(() => flights.delete(name))
  flights.set(name, flight)
  return flight
}

/** Pure. Whoever joined may have needed more than a flight was for. */
function answers(refreshed: Refreshed, need: TokenRequirement, now: Date): boolean {
  if ('refreshedSince' in need) return false
  if (refreshed.kind === 'failed') return true
  return refreshed.expiresAt.getTime() - now.getTime() >= need.minTtlSeconds * 1_000
}

/** Resolves when nothing is being refreshed here any more, for an orderly end. */
export async function settleRefreshes(): Promise<void> {
  while (flights.size > 0) await Promise.allSettled(flights.values())
}

async function obtain(
  ctx: Context,
  look: () => Promise<TokenSource>,
  need: TokenRequirement,
): Promise<Refreshed> {
  const giveUpAt = performance.now() + refreshLimits.callerMs
  for (;;) {
    const { stored, tokenVersion, lease, refresh } = await look()
    const seen = { expiresAt: stored?.expiresAt ?? null, tokenVersion, lease }
    const step = planRefresh(seen, need, ctx.now(), ctx.realNow())
    if (step === 'use' && stored !== null) return { kind: 'refreshed', ...stored }
    if (step === 'tell' || performance.now() > giveUpAt) return told(ctx, lease)
    if (step === 'wait') {
      await pause(refreshLimits.lookMs * (0.5 + Math.random()))
      continue
    }
    const startedAt = ctx.now()
    const heldUntil = new Date(ctx.realNow().getTime() + leases.refresh.lastsMs)
    const refreshed = await refresh({ owner, startedAt, heldUntil })
    // Null: what somebody else stored counts.
    if (refreshed !== null) return refreshed
  }
}

/** How the last refresh ended, for whoever did not do it. */
function told(ctx: Context, lease: Lease | null): Refreshed {
  return {
    kind: 'failed',
    problem: (lease?.problem ?? 'interrupted') as RefreshProblem,
    failure: lease?.failure ?? ownFailure('Another process is refreshing, and has not finished.'),
    requestId: lease?.requestId ?? null,
    retryAt: lease?.retryAt ?? new Date(ctx.now().getTime() + leases.refresh.lastsMs),
  }
}
