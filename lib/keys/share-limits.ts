import { autocommit } from '../database/pool.ts'
import type { Services } from '../services.ts'
import { deleteProcess, exchangeCounts } from '../store/api-processes.ts'
import { newId } from '../vault/random.ts'
import { exchangeEveryMs, type RateLimits } from './rate-limits.ts'

/** A process that has counted nothing still says that it is alive. */
const idleEveryMs = 5_000
/** Three messages that didn't come. */
const aliveMs = 3 * idleEveryMs

/**
 * Has the processes of the API share the limits of keys, by exchanging their counts once a second and away from any
 * request. While the database is down, each uses the counts that it last read. Returns what ends it.
 */
export function shareLimits(
  { db, log }: Pick<Services, 'db' | 'log'>,
  limits: RateLimits,
): () => Promise<void> {
  const id = newId()
  let exchangedAt = Number.NEGATIVE_INFINITY
  let exchanging: Promise<void> | null = null

  async function exchange(): Promise<void> {
    try {
      const reservation = await exchangeCounts(autocommit(db), { id, aliveMs, count: limits.reserve })
      reservation.confirm()
      exchangedAt = performance.now()
    } catch (error) {
      log.warn({ error }, 'rate limits not exchanged yet')
    }
  }

  function tick(): void {
    if (exchanging !== null || limits.isBusy() === null) return
    if (!limits.isBusy() && performance.now() - exchangedAt < idleEveryMs) return
    exchanging = exchange().finally(() => {
      exchanging = null
    })
  }

  const timer = setInterval(tick, exchangeEveryMs)
  tick()
  return async () => {
    clearInterval(timer)
    await exchanging
    if (limits.isBusy() !== null) await deleteProcess(autocommit(db), id)
  }
}
