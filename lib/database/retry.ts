import { setTimeout as pause } from 'node:timers/promises'
import { AppError, isAppError } from '../errors.ts'
import type { Log } from '../log.ts'

const firstDelayMs = 100
const longestDelayMs = 5_000
/** The life of an access token: until then, this process may hold the only copy of what Amazon issued. */
const usualMs = 3_600_000

export interface RetryOptions {
  readonly forMs?: number
  /** Whether a failure is temporary. By default, every failure is. */
  readonly isTemporary?: (error: unknown) => boolean
  readonly report: (error: unknown) => void
}

/**
 * Retries the write of something that exists only once, such as a token that Amazon issues a single time, until it
 * succeeds: a database that restarts or is out of space comes back sooner or later. The delays double from 0.1 s to
 * 5 s. Throws the last error after `forMs` (default: one hour), and an AppError immediately, because that is an answer
 * and not a failure.
 */
export async function retryWithBackoff<T>(
  write: () => Promise<T>,
  { forMs = usualMs, isTemporary = () => true, report }: RetryOptions,
): Promise<T> {
  const giveUpAt = performance.now() + forMs
  for (let delayMs = firstDelayMs; ; delayMs = Math.min(2 * delayMs, longestDelayMs)) {
    try {
      return await write()
    } catch (error) {
      if (isAppError(error) || !isTemporary(error) || performance.now() > giveUpAt) throw error
      report(error)
    }
    await pause(delayMs * (0.75 + Math.random() / 2))
  }
}

/** Writes tokens that exist nowhere else. `facts` identify them in the log, where each failure leaves a line. */
export function untilStored<T>(
  { log }: { readonly log: Log },
  facts: Readonly<Record<string, string>>,
  write: () => Promise<T>,
): Promise<T> {
  return retryWithBackoff(write, {
    report: (error) => log.error({ error, ...facts }, 'issued tokens not stored yet'),
  })
}

/**
 * The result of `query`. Throws `database_unavailable` if that takes longer than `timeoutMs`, so that a server which
 * doesn't answer can't hold up its callers. The statement itself ends with the pool's statement timeout.
 */
export function withTimeout<T>(query: Promise<T>, timeoutMs = 2_000): Promise<T> {
  // One promise, because every vend waits here: a race takes four.
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new AppError('database_unavailable', { timeoutMs })), timeoutMs)
    query.then(
      (result) => {
        clearTimeout(timer)
        resolve(result)
      },
      (error: unknown) => {
        clearTimeout(timer)
        reject(error)
      },
    )
  })
}
