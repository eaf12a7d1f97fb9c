import { type Context, requireScope } from '../context.ts'
import { type HistoryRow, listHistory } from '../store/history.ts'
import type { HistoryMetric } from './metrics.ts'
import { type Latency, latencyOf } from './quantile.ts'
import { dayMs, hourMs, startOfStep } from './steps.ts'

/** How far back, and in which steps. Hours are kept for seven days, days for ninety. */
const periods = {
  '24h': { grain: 'hour', stepMs: hourMs, steps: 24 },
  '7d': { grain: 'hour', stepMs: 3 * hourMs, steps: 56 },
  '90d': { grain: 'day', stepMs: dayMs, steps: 90 },
} as const

export type HistoryPeriod = keyof typeof periods

/** One step of a chart. Numbers by label; a label that is missing counts 0. */
export interface HistoryStep {
  /** ISO 8601. */
  readonly startsAt: string
  /** By health, at its end; null: nothing was recorded. */
  readonly authorizations: Readonly<Record<string, number>> | null
  readonly refreshes: Readonly<Record<string, number>>
  readonly vends: Readonly<Record<string, number>>
  /** Null: no answer. */
  readonly lwa: Latency | null
  readonly spApi: Latency | null
}

/** Every step of the period, oldest first; the last one is still in progress. In UTC. */
export async function readHistory(ctx: Context, period: HistoryPeriod): Promise<readonly HistoryStep[]> {
  requireScope(ctx, 'incidents:read')
  const { grain, stepMs, steps } = periods[period]
  const lastMs = startOfStep(ctx.now().getTime(), stepMs)
  const firstMs = lastMs - (steps - 1) * stepMs
  const rows = Map.groupBy(await listHistory(ctx.db, grain, new Date(firstMs)), ({ startsAt }) =>
    startOfStep(startsAt.getTime(), stepMs),
  )
  return Array.from({ length: steps }, (_, index) => {
    const startsAtMs = firstMs + index * stepMs
    return toStep(startsAtMs, rows.get(startsAtMs) ?? [])
  })
}

function toStep(startsAtMs: number, rows: readonly HistoryRow[]): HistoryStep {
  const lastMs = Math.max(
    ...rows.filter(({ metric }) => metric === 'authorizations').map(({ startsAt }) => startsAt.getTime()),
  )
  const authorizations = rows.filter(({ startsAt }) => startsAt.getTime() === lastMs)
  return {
    startsAt: new Date(startsAtMs).toISOString(),
    authorizations: Number.isFinite(lastMs) ? sums(authorizations, 'authorizations') : null,
    refreshes: sums(rows, 'refreshes'),
    vends: sums(rows, 'vends'),
    lwa: latencyOf(sums(rows, 'lwa_latency')),
    spApi: latencyOf(sums(rows, 'sp_api_latency')),
  }
}

function sums(rows: readonly HistoryRow[], wanted: HistoryMetric): Record<string, number> {
  const totals: Record<string, number> = {}
  for (const { metric, label, value } of rows) {
    if (metric === wanted) totals[label] = (totals[label] ?? 0) + value
  }
  return totals
}
