import { setTimeout as pause } from 'node:timers/promises'
import { AppError, isAppError } from '../errors.ts'

const firstDelayMs = 100
const longestDelayMs = 5_000
/** As long as an access token lives: until then, what Amazon issued may be all that a process holds. */
const usualMs = 3_600_000

export interface Patience {
  readonly forMs?: number
  /** Whether this failure may pass; left out: any may. */
  readonly isPassing?: (error: unknown) => boolean
  readonly report: (error: unknown) => void
}

/**
 * Repeats a write of something that exists only once, such as a token that Amazon issues a single time, until it
 * succeeds: a database that restarts or has no space left is back sooner or later. The delays double from 0.1 s to 5 s.
 * Throws the last error after `forMs`, an hour unless given, and an AppError immediately: that is an answer, not a
 * failure.
 */
export async function retryWithBackoff<T>(
  write: () => Promise<T>,
  { forMs = usualMs, isPassing = () => true, report }: Patience,
): Promise<T> {
  const giveUpAt = performance.now() + forMs
  for (let delayMs = firstDelayMs; ; delayMs = Math.min(2 * delayMs, longestDelayMs)) {
    try {
      return await write()
    } catch (error) {
      if (isAppError(error) || !isPassing(error) || performance.now() > giveUpAt) throw error
      report(error)
    }
    await pause(delayMs * (0.75 + Math.random() / 2))
  }
}

/**
 * What `query` gives, or `database_unavailable` when that takes longer, 2 s unless told: a server that is silent must
 * not hold those who ask. The statement itself ends by the pool's own limits.
 */
export async function withTimeout<T>(query: Promise<T>, timeoutMs = 2_000): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError('database_unavailable', { timeoutMs })), timeoutMs)
  })
  try {
    return await Promise.race([query, silence])
  } finally {
    clearTimeout(timer)
  }
}
