import type { OperationFacts } from '../amazon/catalog/facts.ts'
import type { Context } from '../context.ts'
import { listCallTimes } from '../store/calls.ts'

/**
 * Amazon's token bucket of an operation for one selling partner, as far as calls from here are known. Programs with
 * tokens of their own use the same bucket, so it may hold less.
 */
export interface Bucket {
  /** Requests a second. */
  readonly rate: number
  readonly burst: number
  /** Whole requests that it holds. */
  readonly left: number
  /** When it holds a request again; null: now. */
  readonly readyAt: Date | null
}

/** https://developer-docs.amazon.com/sp-api/docs/the-selling-partner-api-sandbox */
const sandboxLimits = { rate: 5, burst: 15 }

/** How much the bucket holds after these calls, oldest first. A 429 says that it is empty. */
export function bucketAfter(
  calls: readonly { readonly calledAt: Date; readonly status: number | null }[],
  { rate, burst }: { readonly rate: number; readonly burst: number },
  now: Date,
): Bucket {
  let level = burst
  let at = calls[0]?.calledAt.getTime() ?? now.getTime()
  const refill = (until: number) => {
    level = Math.min(burst, level + (Math.max(0, until - at) / 1_000) * rate)
    at = Math.max(at, until)
  }
  for (const { calledAt, status } of calls) {
    refill(calledAt.getTime())
    level = status === 429 ? 0 : Math.max(0, level - 1)
  }
  refill(now.getTime())
  // Rounding must not turn a full request into slightly less than one.
  const left = Math.floor(level + 1e-6)
  const waitMs = Math.ceil(((1 - level) / rate) * 1_000)
  return { rate, burst, left, readyAt: left >= 1 ? null : new Date(now.getTime() + waitMs) }
}

/** Null where Amazon publishes no limits. The rate of Amazon's last answer counts more than the published one. */
export async function readBucket(
  ctx: Context,
  operation: Pick<OperationFacts, 'key' | 'rate' | 'burst'>,
  call: { readonly authorizationId: string; readonly sandbox: boolean },
): Promise<Bucket | null> {
  const { rate, burst } = call.sandbox ? sandboxLimits : operation
  if (rate === null || burst === null) return null
  const now = ctx.now()
  // By then, any bucket is full again.
  const since = new Date(now.getTime() - (burst / rate) * 2_000)
  const times = await listCallTimes(ctx.db, { ...call, operation: operation.key }, since)
  const told = Number(times.findLast(({ rateLimit }) => rateLimit !== null)?.rateLimit ?? Number.NaN)
  return bucketAfter(times, { rate: told > 0 ? told : rate, burst }, now)
}
