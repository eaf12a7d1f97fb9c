import { type Context, inTransaction, requireScope, systemContext } from '../context.ts'
import { createLoop, type Loop } from '../jobs/loop.ts'
import type { Services } from '../services.ts'
import { lockDueStates } from '../store/state.ts'
import { settleState } from './settle-state.ts'

const batchSize = 500
const everyMs = 1_000

/**
 * Applies the changes of state that time alone causes. Any number of workers may do it concurrently. Returns how many
 * rows were due.
 */
export async function drainDueStates(ctx: Context): Promise<number> {
  requireScope(ctx, 'authorizations:operate')
  let total = 0
  for (;;) {
    const count = await settleDueBatch(ctx)
    total += count
    if (count < batchSize) return total
  }
}

/** An event records the change. It has no actor, so there is no audit entry. */
function settleDueBatch(ctx: Context): Promise<number> {
  return inTransaction(ctx, async (tx) => {
    const ids = await lockDueStates(tx.db, tx.now(), batchSize)
    if (ids.length > 0) await settleState(tx, ids)
    return ids.length
  })
}

/** Drains once a second, until `stop`. */
export function createStateClock(services: Services): Pick<Loop, 'start' | 'stop'> {
  const ctx = systemContext(services, 'state', 'schedule')
  return createLoop({
    work: async () => {
      await drainDueStates(ctx)
      return everyMs
    },
    report: (error) => services.log.warn({ error }, 'due states not settled; trying again'),
    retryMs: everyMs,
  })
}
