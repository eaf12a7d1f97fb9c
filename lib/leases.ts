/**
 * Every lease: the exclusive right to do something for a time. A lease with `renewEveryMs` has a heartbeat: its holder
 * renews it while it works, so it can be shorter than the work. One without is longer than all the timeouts that it
 * covers (tests/unit/leases.test.ts adds them up).
 */
export const leases = {
  /** On the next step of an attempt: its exchange at LWA, then its verification and its storing. */
  attempt: { lastsMs: 20_000, renewEveryMs: 5_000 },
  /** On the next access token of an authorization, or of an application and a scope. Shorter than a caller waits. */
  refresh: { lastsMs: 15_000, renewEveryMs: 5_000 },
  /** On the maintenance of an authorization. */
  maintenance: { lastsMs: 300_000 },
  /** On sending one message. */
  message: { lastsMs: 300_000 },
  /** A worker's part of an application's concurrent calls. */
  worker: { lastsMs: 15_000, renewEveryMs: 2_000 },
  /** On a webhook delivery: one request, and recording its result. */
  webhookDelivery: { lastsMs: 60_000 },
  /** On a line of an import: asking Amazon about its token, and storing it. */
  importLine: { lastsMs: 20_000, renewEveryMs: 5_000 },
  /** On rows of a bulk action. */
  bulkRows: { lastsMs: 20_000, renewEveryMs: 5_000 },
  /** On reporting the metrics that come from the database. */
  storedMetrics: { lastsMs: 45_000, renewEveryMs: 15_000 },
} as const

/**
 * Does `work` and calls `renew` every so often until it has ended. A renewal that fails is reported and tried again
 * when the next one is due.
 */
export async function whileRenewing<T>(
  work: () => Promise<T>,
  { renew, everyMs, report }: Heartbeat,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  let hasEnded = false
  const beat = async () => {
    await renew().catch(report)
    if (!hasEnded) timer = setTimeout(beat, everyMs)
  }
  timer = setTimeout(beat, everyMs)
  try {
    return await work()
  } finally {
    hasEnded = true
    clearTimeout(timer)
  }
}

export interface Heartbeat {
  readonly renew: () => Promise<unknown>
  readonly everyMs: number
  readonly report: (error: unknown) => void
}
