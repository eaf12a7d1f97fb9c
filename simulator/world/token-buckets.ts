export interface Rate {
  readonly perSecond: number
  readonly burst: number
}

export interface Buckets {
  /** Takes one token; false when the bucket is empty. */
  take(key: string, rate: Rate): boolean
  clear(): void
}

const keptBuckets = 100_000

/** The token buckets of Amazon's usage plans: `burst` tokens at first, refilled at `perSecond`. */
export function createBuckets(now: () => number): Buckets {
  const buckets = new Map<string, { tokens: number; at: number }>()
  return {
    take(key, rate) {
      if (buckets.size >= keptBuckets && !buckets.has(key)) buckets.clear()
      const at = now()
      const bucket = buckets.get(key) ?? { tokens: rate.burst, at }
      const elapsedMs = Math.max(0, at - bucket.at)
      const tokens = Math.min(rate.burst, bucket.tokens + (elapsedMs / 1000) * rate.perSecond)
      const enough = tokens >= 1
      buckets.set(key, { tokens: enough ? tokens - 1 : tokens, at })
      return enough
    },
    clear: () => buckets.clear(),
  }
}
