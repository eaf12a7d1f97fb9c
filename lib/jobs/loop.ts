/** Works, rests and works again until it is stopped. */
export interface Loop {
  /** Whether `stop` was called: long-running work checks it now and then. */
  isStopping(): boolean
  /** There is work: ends the current rest, or skips the next one. */
  wake(): void
  start(): void
  /** Resolves when the work in progress has ended. */
  stop(): Promise<void>
}

interface LoopWork {
  /** Does what is due. Resolves with how long to rest afterwards, in ms: 0 for not at all, Infinity until `wake`. */
  work(): Promise<number>
  /** The work failed, such as while the database is unavailable. */
  report(error: unknown): void
  /** How long to rest after that, in ms. Only `stop` ends this rest early, so that a failing loop never runs hot. */
  retryMs: number
  /** If it keeps failing, each rest is twice as long as the previous one, up to this. Left out: always `retryMs`. */
  longestRetryMs?: number
  /** True: a process that has nothing else to do ends while it rests. */
  unref?: boolean
  /** Calls `wake` from now on, whenever there may be work. Returns a function that stops it. */
  listen?(wake: () => void): () => void
}

export function createLoop({
  work,
  report,
  retryMs,
  longestRetryMs = retryMs,
  unref = false,
  listen,
}: LoopWork): Loop {
  let isStopping = false
  let isAwake = false
  let endRest = () => {}
  let running: Promise<void> | null = null

  function wake(): void {
    isAwake = true
    endRest()
  }

  function rest(ms: number, { isDeaf = false } = {}): Promise<void> {
    return new Promise((resolve) => {
      const timer = ms === Number.POSITIVE_INFINITY ? undefined : setTimeout(resolve, ms)
      if (unref) timer?.unref()
      endRest = () => {
        if (isDeaf && !isStopping) return
        clearTimeout(timer)
        resolve()
      }
      if (isAwake || isStopping) endRest()
    })
  }

  async function run(): Promise<void> {
    const unlisten = listen?.(wake)
    let nextRetryMs = retryMs
    while (!isStopping) {
      isAwake = false
      try {
        const restMs = await work()
        nextRetryMs = retryMs
        if (restMs > 0) await rest(restMs)
      } catch (error) {
        report(error)
        await rest(nextRetryMs, { isDeaf: true })
        nextRetryMs = Math.min(2 * nextRetryMs, longestRetryMs)
      }
    }
    unlisten?.()
  }

  return {
    isStopping: () => isStopping,
    wake,
    start: () => {
      running ??= run()
    },
    stop: async () => {
      isStopping = true
      endRest()
      await running
    },
  }
}
