const secondMs = 1_000
const minuteMs = 60 * secondMs
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** After each failed attempt, as Standard Webhooks 1.0 suggests: ten attempts within about three days. */
const delaysMs = [
  5 * secondMs,
  5 * minuteMs,
  30 * minuteMs,
  2 * hourMs,
  5 * hourMs,
  10 * hourMs,
  14 * hourMs,
  20 * hourMs,
  24 * hourMs,
]

/** A delay differs from the schedule by up to this part of it, so that retries don't come in waves. */
const jitter = 0.1

export const webhookPolicy = {
  attempts: delaysMs.length + 1,
  timeoutMs: 20 * secondMs,
  responseBytes: 1_024,
  /** How many requests an endpoint gets at the same time, from all workers together. */
  concurrentRequests: 10,
  longestRetryAfterMs: dayMs,
  /** How long a `Retry-After` holds back everything else for the endpoint. */
  longestPauseMs: hourMs,
  /** An endpoint that fails for this long is disabled. */
  failingMs: 5 * dayMs,
  /** Failures that are further apart than this don't belong together. The schedule has no longer gap. */
  failuresApartMs: 2 * dayMs,
  /** How long the previous secret signs, too. */
  secretOverlapMs: dayMs,
  endpoints: 50,
  keepDeliveriesMs: 30 * dayMs,
} as const

/** When to try again after the `tries`-th attempt failed. Null: that was the last one. `random`: from 0 to 1. */
export function nextAttemptAt(
  { tries, now, retryAfterMs = 0 }: { tries: number; now: Date; retryAfterMs?: number },
  random: number,
): Date | null {
  const delayMs = delaysMs[tries - 1]
  if (delayMs === undefined) return null
  const scheduledMs = delayMs * (1 - jitter + 2 * jitter * random)
  return new Date(now.getTime() + Math.max(scheduledMs, retryAfterMs))
}

/** `Retry-After`, as seconds or as a date, for at most a day. 0 without one. */
export function parseRetryAfter(header: string | null, now: Date): number {
  if (header === null) return 0
  const text = header.trim()
  const ms = /^\d{1,9}$/.test(text) ? Number(text) * secondMs : Date.parse(text) - now.getTime()
  return Number.isNaN(ms) ? 0 : Math.min(Math.max(0, ms), webhookPolicy.longestRetryAfterMs)
}

interface Failing {
  readonly failingSince: Date | null
  readonly lastFailedAt: Date | null
}

/**
 * The consequences of a failure at `now` for the endpoint. `mustDisable`: it has failed for so long that it is
 * disabled.
 */
export function afterFailure({ failingSince, lastFailedAt }: Failing, now: Date) {
  const isNew =
    failingSince === null ||
    lastFailedAt === null ||
    now.getTime() - lastFailedAt.getTime() > webhookPolicy.failuresApartMs
  const since = isNew ? now : failingSince
  return { failingSince: since, mustDisable: now.getTime() - since.getTime() >= webhookPolicy.failingMs }
}
