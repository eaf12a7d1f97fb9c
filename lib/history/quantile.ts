import { latencyBounds } from './metrics.ts'

export interface Latency {
  readonly count: number
  readonly medianMs: number
  readonly p95Ms: number
}

/**
 * Estimated from the number of answers that took at most each bound (`le` → count, which includes the smaller ones).
 */
export function latencyOf(counts: Readonly<Record<string, number>>): Latency | null {
  const count = counts['+Inf'] ?? 0
  if (count === 0) return null
  return { count, medianMs: quantile(counts, count, 0.5), p95Ms: quantile(counts, count, 0.95) }
}

/** Interpolated within its bucket; beyond the last bound, that bound. As Prometheus does. */
function quantile(counts: Readonly<Record<string, number>>, count: number, share: number): number {
  const wanted = share * count
  let [lowerBound, below] = [0, 0]
  for (const bound of latencyBounds) {
    const upTo = counts[String(bound)] ?? below
    if (upTo >= wanted && upTo > below) {
      return Math.round((lowerBound + ((bound - lowerBound) * (wanted - below)) / (upTo - below)) * 1_000)
    }
    lowerBound = bound
    below = Math.max(below, upTo)
  }
  return lowerBound * 1_000
}
