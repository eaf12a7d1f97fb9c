import { completeClaimed } from '../attempts/complete.ts'
import { type ClaimedAttempt, claimDue } from '../attempts/transition.ts'
import { systemContext } from '../context.ts'
import type { Services } from '../services.ts'

/** Finishes attempts whose page was closed or whose process died. Any number may run on one database. */
export interface AttemptFinisher {
  /** Finishes what is due at this moment. Resolves with how much that was. */
  finishDue(): Promise<number>
  /** Finishes what falls due, until `stop`. */
  start(): void
  /** Claims nothing more, and resolves when everything that was begun has ended. */
  stop(): Promise<void>
}

const mostAtOnce = 20
const lookEveryMs = 1_000

/**
 * The attempts are their own queue: a code lives for five minutes, so nothing about it may depend on a job that a dead
 * process still holds. Each attempt is finished on its own, and none waits for a slower one.
 */
export function createAttemptFinisher(services: Services): AttemptFinisher {
  const running = new Set<Promise<void>>()
  let isStopping = false
  let wake = () => {}
  let loop: Promise<void> | null = null

  async function finish(attempt: ClaimedAttempt): Promise<void> {
    try {
      await completeClaimed(systemContext(services, 'complete-attempt', attempt.id), attempt)
    } catch (error) {
      services.log.error({ error, attemptId: attempt.id }, 'attempt not finished')
    }
  }

  async function beginDue(): Promise<number> {
    const free = mostAtOnce - running.size
    if (free === 0) return 0
    const claimed = await claimDue(systemContext(services, 'complete-attempt', 'claim'), free)
    for (const attempt of claimed) {
      const work = finish(attempt).finally(() => {
        running.delete(work)
        if (running.size === mostAtOnce - 1) wake()
      })
      running.add(work)
    }
    return claimed.length
  }

  /** Not always as long, so that workers don't look in step. Ends early when a full worker has room again. */
  function rest(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, lookEveryMs * (0.5 + Math.random()))
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
      if (isStopping) wake()
    })
  }

  async function run(): Promise<void> {
    while (!isStopping) {
      const begun = await beginDue().catch((error: unknown) => {
        services.log.warn({ error }, 'attempts wait')
        return 0
      })
      if (begun === 0) await rest()
    }
  }

  return {
    finishDue: async () => {
      let done = 0
      for (let begun = await beginDue(); begun > 0; begun = await beginDue()) {
        done += begun
        await Promise.all(running)
      }
      return done
    },
    start: () => {
      loop ??= run()
    },
    stop: async () => {
      isStopping = true
      wake()
      await loop
      await Promise.all(running)
    },
  }
}
