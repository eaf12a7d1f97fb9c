import type { OperationFacts } from '../amazon/catalog/facts.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
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

interface CallTarget {
  readonly authorizationId: string
  readonly sandbox: boolean
}

type Limited = Pick<OperationFacts, 'key' | 'rate' | 'burst'>

/** A call that this process is making: its row isn't stored yet, so it has no status. */
interface CallInFlight extends CallTarget {
  readonly id: string
  readonly operation: string
  readonly calledAt: Date
}

const inFlight = new Set<CallInFlight>()

function listInFlight({ key }: Limited, { authorizationId, sandbox }: CallTarget): CallInFlight[] {
  return [...inFlight].filter(
    (one) => one.operation === key && one.authorizationId === authorizationId && one.sandbox === sandbox,
  )
}

/** Null where Amazon publishes no limits. */
export async function readBucket(
  ctx: Context,
  operation: Limited,
  target: CallTarget,
): Promise<Bucket | null> {
  return withBucket(ctx, operation, target, (bucket) => bucket)
}

/**
 * Takes a request from the bucket for a call with this id. The returned function has to be called once the call is
 * stored, or has failed.
 */
export async function reserveRequest(
  ctx: Context,
  operation: Limited,
  { id, authorizationId, sandbox }: CallTarget & { readonly id: string },
): Promise<() => void> {
  const target = { authorizationId, sandbox }
  return withBucket(ctx, operation, target, (bucket) => {
    if (bucket !== null && bucket.readyAt !== null)
      throw new AppError('call_held_back', { retryAt: bucket.readyAt })
    const call = { id, ...target, operation: operation.key, calledAt: ctx.now() }
    inFlight.add(call)
    return () => inFlight.delete(call)
  })
}

/**
 * Uses the bucket in the same turn in which it was calculated, so that no other call takes the same request. The rate
 * of Amazon's last answer counts more than the published one.
 */
async function withBucket<T>(
  ctx: Context,
  operation: Limited,
  target: CallTarget,
  use: (bucket: Bucket | null) => T,
): Promise<T> {
  const { rate, burst } = target.sandbox ? sandboxLimits : operation
  if (rate === null || burst === null) return use(null)
  // By then, any bucket is full again.
  const since = new Date(ctx.now().getTime() - (burst / rate) * 2_000)
  const earlier = listInFlight(operation, target)
  const stored = await listCallTimes(ctx.db, { ...target, operation: operation.key }, since)
  const ids = new Set(stored.map(({ id }) => id))
  // A call that was stored while the database answered may be missing among the stored ones.
  const others = new Set([...earlier, ...listInFlight(operation, target)])
  const sent = [...others]
    .filter(({ id }) => !ids.has(id))
    .map(({ calledAt }) => ({ calledAt, status: null }))
  const calls = [...stored, ...sent].toSorted(
    (one, other) => one.calledAt.getTime() - other.calledAt.getTime(),
  )
  const told = Number(stored.findLast(({ rateLimit }) => rateLimit !== null)?.rateLimit ?? Number.NaN)
  return use(bucketAfter(calls, { rate: told > 0 ? told : rate, burst }, ctx.now()))
}
