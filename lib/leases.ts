/**
 * Every lease: the right to do something that nobody else does meanwhile. One with `renewEveryMs` is a heartbeat: its
 * holder renews it while it works, so it may be shorter than the work. One without is longer than all the timeouts that
 * it covers (tests/unit/leases.test.ts does the sums).
 */
export const leases = {
  /** On the next step of an attempt: its exchange at LWA, then its verification and its storing. */
  attempt: { lastsMs: 20_000, renewEveryMs: 5_000 },
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
