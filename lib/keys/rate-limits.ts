import { AppError } from '../errors.ts'
import type { Secret } from '../secret.ts'
import type { Services } from '../services.ts'
import { readApiKey } from '../vault/api-key.ts'

/** Header fields as draft-ietf-httpapi-ratelimit-headers defines them. */
export type RateLimitHeaders = Readonly<Record<'RateLimit-Policy' | 'RateLimit', string>>

/** Counts the requests of each key, in memory. What other processes count comes in by `reserve`. */
export interface RateLimits {
  /**
   * Counts a request of a key that was accepted. Returns the headers of the response; null without a limit. Throws
   * `rate_limit_exceeded`, with the headers in its details.
   */
  take(keyId: string, key: Secret): RateLimitHeaders | null
  /** Throws the same, before a key is looked up, if `take` already refused this one. */
  requireUnspent(key: Secret): void
  /** Whether a key was used lately, here or in another process. Null without a limit. */
  isBusy(): boolean | null
  /** What this process counts and reserves from now on, given the counts of the other live processes. */
  reserve(others: readonly WindowCounts[]): Reservation
}

export interface WindowCounts {
  /** Windows are numbered since 1970, so that all processes begin them together. */
  readonly window: number
  /** By the id of the key. */
  readonly requests: Readonly<Record<string, KeyCount>>
}

interface KeyCount {
  readonly used: number
  /** How many the process may accept in this window, with those that it has. */
  readonly reserved: number
}

export interface Reservation extends WindowCounts {
  /** Only once the others can read it: until then, this process reserves no more than before. */
  confirm(): void
}

const windowSeconds = 10
const windowMs = windowSeconds * 1_000
/** How often processes learn of each other. */
export const exchangeEveryMs = 1_000

/**
 * How many requests of a key a process may accept in this window: those that it has, and an equal part of what all
 * processes together have left. Never more than the others leave unreserved.
 */
export function reservationOf(
  quota: number,
  processes: number,
  used: number,
  others: { readonly used: number; readonly reserved: number },
): number {
  const share = used + Math.ceil(Math.max(0, quota - used - others.used) / processes)
  return Math.max(used, Math.min(share, quota - others.reserved))
}

/**
 * Counts a key by its id, once it is accepted: invented keys don't count, and both secrets of a key share its limit.
 * `requestsPerSecond` null: no limit.
 */
export function createRateLimits(
  { now, realNow }: Pick<Services, 'now' | 'realNow'>,
  requestsPerSecond: number | null,
): RateLimits {
  if (requestsPerSecond === null) {
    return {
      take: () => null,
      requireUnspent: () => {},
      isBusy: () => null,
      reserve: () => ({ window: 0, requests: {}, confirm: () => {} }),
    }
  }
  const quota = requestsPerSecond * windowSeconds
  const policy = `"key";q=${quota};w=${windowSeconds}`
  let window = Number.NaN
  let processes = 1
  let counts = new Map<string, number>()
  /** Of the keys that were used when the other processes were last heard. Of any other: an equal share. */
  let reserved = new Map<string, number>()
  let othersBusyUntil = 0
  let usedByOthers = new Map<string, number>()
  /** By the digests of the secrets of keys beyond their limit: until when they are. */
  let spent = new Map<string, number>()

  function leftMs(): number {
    const nowMs = realNow().getTime()
    const current = Math.floor(nowMs / windowMs)
    if (current !== window) {
      window = current
      counts = new Map()
      reserved = new Map()
      usedByOthers = new Map()
      spent = new Map()
    }
    return (window + 1) * windowMs - nowMs
  }
  const share = () => Math.ceil(quota / processes)
  const headersOf = (remaining: number, ms: number): RateLimitHeaders => ({
    'RateLimit-Policy': policy,
    RateLimit: `"key";r=${remaining};t=${Math.ceil(ms / 1_000)}`,
  })
  const exceeded = (ms: number) =>
    new AppError('rate_limit_exceeded', {
      retryAt: new Date(now().getTime() + ms),
      headers: headersOf(0, ms),
    })

  return {
    take: (keyId, key) => {
      const ms = leftMs()
      const allowance = reserved.get(keyId) ?? share()
      const used = (counts.get(keyId) ?? 0) + 1
      if (used <= allowance) {
        counts.set(keyId, used)
        return headersOf(allowance - used, ms)
      }
      // What others haven't used is shared out anew before the window ends.
      const isAllUsed = used + (usedByOthers.get(keyId) ?? 0) > quota
      const untilMs = isAllUsed ? ms : Math.min(ms, exchangeEveryMs)
      const digest = readApiKey(key.expose())?.digest
      if (digest !== undefined) spent.set(digest, realNow().getTime() + untilMs)
      throw exceeded(untilMs)
    },
    requireUnspent: (key) => {
      leftMs()
      if (spent.size === 0) return
      const untilMs = (spent.get(readApiKey(key.expose())?.digest ?? '') ?? 0) - realNow().getTime()
      if (untilMs > 0) throw exceeded(untilMs)
    },
    isBusy: () => {
      leftMs()
      return counts.size > 0 || window <= othersBusyUntil
    },
    reserve: (all) => {
      leftMs()
      processes = all.length + 1
      if (all.some(({ requests }) => Object.keys(requests).length > 0)) {
        othersBusyUntil = Math.max(...all.map((one) => one.window)) + 1
      }
      const others = all.map((one) => (one.window === window ? one.requests : {}))
      const keyIds = new Set([...counts.keys(), ...others.flatMap((requests) => Object.keys(requests))])
      const requests: Record<string, KeyCount> = {}
      usedByOthers = new Map()
      for (const keyId of keyIds) {
        const used = counts.get(keyId) ?? 0
        const theirs = {
          used: sum(others.map((one) => one[keyId]?.used ?? 0)),
          reserved: sum(others.map((one) => one[keyId]?.reserved ?? share())),
        }
        const next = reservationOf(quota, processes, used, theirs)
        requests[keyId] = { used, reserved: next }
        usedByOthers.set(keyId, theirs.used)
        reserved.set(keyId, Math.min(next, reserved.get(keyId) ?? share()))
      }
      const current = window
      return {
        window,
        requests,
        confirm: () => {
          leftMs()
          if (window !== current) return
          for (const [keyId, count] of Object.entries(requests)) reserved.set(keyId, count.reserved)
          spent = new Map()
        },
      }
    },
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
