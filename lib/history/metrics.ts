import { metrics } from '../metrics/definitions.ts'
import { type CountedSample, readBuckets, readCounter } from '../metrics/record.ts'

/** The metrics kept for the charts. Each has few labels, whatever the number of sellers. */
export const historyMetrics = [
  /** By health, at the end of the time. */
  'authorizations',
  /** Access tokens requested from LWA, by cause; `none`: issued. */
  'refreshes',
  /** Tokens requested by programs, by outcome. */
  'vends',
  /** Answers by LWA, by the upper bound of their duration in seconds. */
  'lwa_latency',
  /** Answers by SP-API, likewise. */
  'sp_api_latency',
] as const

export type HistoryMetric = (typeof historyMetrics)[number]

/** Counted by each process, so added up; the others are read from the database. */
export type CountedMetric = Exclude<HistoryMetric, 'authorizations'>

export interface Total {
  readonly metric: HistoryMetric
  readonly label: string
  readonly value: number
}

/** Upper bounds in seconds, of both latencies; `+Inf` follows. */
export const latencyBounds: readonly number[] = metrics.gatehouse_lwa_request_duration_seconds.buckets

/** The counts of this process since it started. */
export async function readTotals(): Promise<Total[]> {
  const [vends, refreshes, lwa, spApi] = await Promise.all([
    readCounter('gatehouse_vends_total'),
    readCounter('gatehouse_lwa_refreshes_total'),
    readBuckets('gatehouse_lwa_request_duration_seconds'),
    readBuckets('gatehouse_sp_api_request_duration_seconds'),
  ])
  return [
    ...sumBy('vends', 'outcome', vends),
    ...sumBy('refreshes', 'cause', refreshes),
    ...sumBy('lwa_latency', 'le', lwa),
    ...sumBy('sp_api_latency', 'le', spApi),
  ]
}

function sumBy(metric: CountedMetric, label: string, samples: readonly CountedSample[]): Total[] {
  const sums = new Map<string, number>()
  for (const { labels, value } of samples) {
    const name = labels[label] ?? ''
    sums.set(name, (sums.get(name) ?? 0) + value)
  }
  return [...sums].map(([name, value]) => ({ metric, label: name, value }))
}
