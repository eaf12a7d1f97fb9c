import { createLoop } from './loop.ts'

/** Works on rows that are their own queue. Any number may run on one database. */
export interface ClaimWorker {
  /** Does everything that is due now. Resolves with how many items were started. */
  runDue(): Promise<number>
  /** Does due work until `stop`. */
  start(): void
  /** Claims nothing more, and resolves when all work in progress has ended. */
  stop(): Promise<void>
}

interface ClaimWork<Item> {
  readonly mostConcurrent: number
  readonly lookEveryMs: number
  /** Claims at most `limit` items for this process. */
  claim(limit: number): Promise<readonly Item[]>
  /** Must not reject: unfinished items are claimed again when their claims have expired. */
  work(item: Item): Promise<void>
  /** Nothing could be claimed, such as while the database is unavailable. */
  report(error: unknown): void
}

/** Each item is worked on alone, so none waits for a slower one. */
export function createClaimWorker<Item>({
  mostConcurrent,
  lookEveryMs,
  claim,
  work,
  report,
}: ClaimWork<Item>): ClaimWorker {
  const running = new Set<Promise<void>>()
  const loop = createLoop({
    // Randomized, so that workers don't look at the same moments.
    work: async () => ((await beginDue()) > 0 ? 0 : lookEveryMs * (0.5 + Math.random())),
    report,
    retryMs: lookEveryMs,
  })

  async function beginDue(): Promise<number> {
    const free = mostConcurrent - running.size
    if (free === 0 || loop.isStopping()) return 0
    const items = await claim(free)
    for (const item of items) {
      const one = work(item).finally(() => {
        running.delete(one)
        loop.wake()
      })
      running.add(one)
    }
    return items.length
  }

  return {
    runDue: async () => {
      let done = 0
      for (let begun = await beginDue(); begun > 0; begun = await beginDue()) {
        done += begun
        await Promise.all(running)
      }
      return done
    },
    start: loop.start,
    stop: async () => {
      await loop.stop()
      await Promise.all(running)
    },
  }
}
