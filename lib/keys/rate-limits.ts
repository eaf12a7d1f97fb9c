import { AppError } from '../errors.ts'
import type { Secret } from '../secret.ts'
import type { Services } from '../services.ts'
import { readApiKey } from '../vault/api-key.ts'

/** Header fields as draft-ietf-httpapi-ratelimit-headers defines them. */
export type RateLimitHeaders = Readonly<Record<'RateLimit-Policy' | 'RateLimit', string>>

/** Counts the requests of each key, in memory: every process has limits of its own. */
export interface RateLimits {
  /**
   * Counts a request of a key that was accepted. Returns the headers of the response; null without a limit. Throws
   * `rate_limit_exceeded`, with the headers in its details.
   */
  take(keyId: string, key: Secret): RateLimitHeaders | null
  /** Throws the same, before a key is looked up, if `take` already refused this one. */
  requireUnspent(key: Secret): void
}

const windowSeconds = 10

/**
 * Counts a key by its id, once it is accepted: invented keys don't count, and both secrets of a key share its limit.
 * `requestsPerSecond` null: no limit.
 */
export function createRateLimits(
  { now, realNow }: Pick<Services, 'now' | 'realNow'>,
  requestsPerSecond: number | null,
): RateLimits {
  if (requestsPerSecond === null) return { take: () => null, requireUnspent: () => {} }
  const quota = requestsPerSecond * windowSeconds
  const policy = `"key";q=${quota};w=${windowSeconds}`
  let endsMs = 0
  let counts = new Map<string, number>()
  /** Digests of the secrets of keys beyond their limit. */
  let spent = new Set<string>()

  function leftMs(): number {
    const nowMs = realNow().getTime()
    if (nowMs >= endsMs || nowMs < endsMs - windowSeconds * 1_000) {
      endsMs = nowMs + windowSeconds * 1_000
      counts = new Map()
      spent = new Set()
    }
    return endsMs - nowMs
  }
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
      const used = (counts.get(keyId) ?? 0) + 1
      counts.set(keyId, used)
      if (used <= quota) return headersOf(quota - used, ms)
      const digest = readApiKey(key.expose())?.digest
      if (digest !== undefined) spent.add(digest)
      throw exceeded(ms)
    },
    requireUnspent: (key) => {
      const ms = leftMs()
      if (spent.size > 0 && spent.has(readApiKey(key.expose())?.digest ?? '')) throw exceeded(ms)
    },
  }
}
