import { leases } from '../leases.ts'
import type { LeaseRow } from '../store/leases.ts'

/** The lease is shorter than a caller's wait: a holder that died is replaced while they wait (C3). */
export const refreshLimits = {
  callerMs: 25_000,
  /** Between two looks at another process's refresh. */
  lookMs: 100,
  /** For tokens that live long enough for nobody, LWA is asked at most once in this time, however callers ask. */
  everyMs: 60_000,
  longestRetryMs: 15 * 60_000,
  /** Each process estimates the database's time, and a slow answer makes the estimate worse: so far they may differ. */
  apartMs: 5_000,
} as const

/** What a lease says to others than its holder. */
export type Lease = Pick<
  LeaseRow,
  'tokenVersion' | 'heldUntil' | 'startedAt' | 'problem' | 'failure' | 'requestId' | 'retryAt'
>

export type TokenRequirement =
  /** A token that lives for at least so long. */
  | { readonly minTtlSeconds: number }
  /** LWA's answer to a refresh that began then or later: for a person who asks, and after SP-API refused a token. */
  | { readonly refreshedSince: Date }

export type Step = 'use' | 'wait' | 'tell' | 'refresh'

/**
 * Pure. What to do next: use the stored token, wait for whoever is refreshing, tell how the last refresh failed, or
 * refresh. A time further ahead than anybody would have written it comes from a clock that was wrong: it binds nobody.
 * `realNow` is the clock by which leases are held, which the demo doesn't move.
 */
export function planRefresh(
  stored: { readonly expiresAt: Date | null; readonly tokenVersion: number; readonly lease: Lease | null },
  need: TokenRequirement,
  now: Date,
  realNow: Date,
): Step {
  const { expiresAt, tokenVersion, lease } = stored
  const leftMs = expiresAt === null ? 0 : expiresAt.getTime() - now.getTime()
  if ('minTtlSeconds' in need && expiresAt !== null && leftMs >= need.minTtlSeconds * 1_000) return 'use'
  if (lease === null) return 'refresh'
  if (isAhead(lease.heldUntil, realNow, leases.refresh.lastsMs)) return 'wait'
  if (lease.tokenVersion !== tokenVersion) return 'refresh'
  const asked = 'refreshedSince' in need
  const isRecent = asked ? lease.startedAt >= need.refreshedSince : isWithinMinute(lease.startedAt, now)
  if (lease.problem === null) return isRecent && expiresAt !== null ? 'use' : 'refresh'
  if (lease.retryAt === null) return 'refresh'
  const isBarred = asked ? isRecent : isAhead(lease.retryAt, now, longestWaitMs)
  return isBarred ? 'tell' : 'refresh'
}

function isWithinMinute(startedAt: Date, now: Date): boolean {
  const ageMs = now.getTime() - startedAt.getTime()
  return ageMs >= -refreshLimits.apartMs && ageMs < refreshLimits.everyMs
}

const longestWaitMs = refreshLimits.longestRetryMs * 1.25

function isAhead(at: Date | null, now: Date, mostMs: number): boolean {
  const aheadMs = at === null ? 0 : at.getTime() - now.getTime()
  return aheadMs > 0 && aheadMs <= mostMs + refreshLimits.apartMs
}

/** Pure. After this many failures in a row; `chance` is from 0 to 1. */
export function retryDelayMs(failures: number, chance: number): number {
  const delayMs = Math.min(refreshLimits.everyMs * 2 ** (failures - 1), refreshLimits.longestRetryMs)
  return Math.round(delayMs * (1 + chance / 4))
}
