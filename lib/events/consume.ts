import { inTransaction, requireScope, systemContext, type Tx } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import { createLoop } from '../jobs/loop.ts'
import type { Services } from '../services.ts'
import {
  addConsumer,
  type EventRow,
  listEventsAfter,
  lockConsumer,
  moveConsumer,
} from '../store/events/events.ts'

/** Reads all events in their order, once for all processes, at least once each. Any number of processes may run it. */
export interface EventConsumer {
  /** Reads the events that exist now. Resolves with how many it read. */
  drain(): Promise<number>
  /** Reads events until `stop`. */
  start(): void
  /** Resolves when the current batch has been committed. */
  stop(): Promise<void>
}

const batchSize = 200
const retryMs = 1_000
/** A batch that always fails must not keep the database busy. */
const longestRetryMs = 30_000

/**
 * `handle` writes the consequences of a batch of events, in the transaction that also moves the consumer's position:
 * both are committed, or neither. It makes no network calls.
 */
export function createEventConsumer(
  services: Services,
  name: string,
  handle: (tx: Tx, events: readonly EventRow[]) => Promise<void>,
): EventConsumer {
  const ctx = systemContext(services, `events for ${name}`, 'schedule')
  const isAdded = once(() => addConsumer(autocommit(services.db), name, services.realNow()))
  const loop = createLoop({
    work: async () => {
      await drain()
      return Number.POSITIVE_INFINITY
    },
    report: (error) => services.log.warn({ error, consumer: name }, 'events not read; trying again'),
    retryMs,
    longestRetryMs,
    listen: services.signals.onEvents,
  })

  async function readBatch(): Promise<number> {
    requireScope(ctx, 'events:consume')
    return inTransaction(ctx, async (tx) => {
      const position = await lockConsumer(tx.db, name)
      if (position === null) return 0
      const events = await listEventsAfter(tx.db, position, batchSize)
      const last = events.at(-1)
      if (last === undefined) return 0
      await handle(tx, events)
      await moveConsumer(tx.db, name, last, tx.realNow())
      return events.length
    })
  }

  async function drain(): Promise<number> {
    await isAdded()
    let total = 0
    for (;;) {
      const count = await readBatch()
      total += count
      if (count < batchSize || loop.isStopping()) return total
    }
  }

  return {
    drain,
    start: loop.start,
    stop: loop.stop,
  }
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null
  return () => {
    running ??= work().catch((error: unknown) => {
      running = null
      throw error
    })
    return running
  }
}
