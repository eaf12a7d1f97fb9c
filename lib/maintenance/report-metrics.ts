import { systemContext } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import { createLoop } from '../jobs/loop.ts'
import { leases } from '../leases.ts'
import { setStored } from '../metrics/record.ts'
import { sealedColumns } from '../seals.ts'
import type { Services } from '../services.ts'
import { acquireProcessLease, releaseProcessLease } from '../store/process-leases.ts'
import { countSealed, type SealedCount } from '../store/sealed-values.ts'
import { newId } from '../vault/random.ts'
import { readMetrics } from './read-metrics.ts'

/** Reports the metrics that come from the database, in one process at a time: their sums would be wrong otherwise. */
export interface MetricsReporter {
  /** Reports once. Resolves with whether this process is the one that reports. */
  report(): Promise<boolean>
  /** Reports every 15 seconds, until `stop`. */
  start(): void
  /** Lets another process report. */
  stop(): Promise<void>
}

const leaseName = 'stored-metrics'
const sealedEveryMs = 600_000

export function createMetricsReporter(services: Services, publish = setStored): MetricsReporter {
  const owner = newId()
  const { lastsMs, renewEveryMs } = leases.storedMetrics
  let sealed: { readonly counts: readonly SealedCount[]; readonly atMs: number } | null = null

  async function report(): Promise<boolean> {
    // Counted from before the request: when another process gets the lease, this one has stopped reporting.
    const askedAtMs = performance.now()
    if (!(await acquireProcessLease(autocommit(services.db), leaseName, owner, lastsMs))) {
      publish(null)
      return false
    }
    if (sealed === null || askedAtMs - sealed.atMs >= sealedEveryMs) {
      sealed = { counts: await countSealed(services.db, sealedColumns), atMs: askedAtMs }
    }
    const ctx = systemContext(services, 'metrics', 'schedule')
    publish(await readMetrics(ctx, sealed.counts), askedAtMs + lastsMs)
    return true
  }

  const loop = createLoop({
    work: async () => {
      await report()
      return renewEveryMs
    },
    // The last report stays valid until the lease ends.
    report: (error) => services.log.warn({ error }, 'metrics not read'),
    retryMs: renewEveryMs,
  })

  return {
    report,
    start: loop.start,
    stop: async () => {
      await loop.stop()
      publish(null)
      await releaseProcessLease(autocommit(services.db), leaseName, owner).catch((error: unknown) =>
        services.log.warn({ error }, 'metrics lease not released'),
      )
    },
  }
}
