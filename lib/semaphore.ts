import { AppError } from './errors.ts'

/** Releases the slot. Idempotent. */
export type Release = () => void

export interface Semaphore {
  acquire(key?: string): Promise<Release>
  /** Does `work` while it holds a slot. */
  run<T>(work: () => Promise<T>, key?: string): Promise<T>
}

interface Slots {
  inUse: number
  readonly waiting: (() => void)[]
}

/**
 * Limits how many callers run concurrently, for each key separately, in the order in which they arrived. `acquire`
 * resolves with the function that releases the slot. It throws `busy` if `maxWaiting` callers are already waiting for
 * the same key, so that a flood costs a bounded amount of memory and time. Lowering `limit` revokes no slot.
 */
export function createSemaphore({
  limit,
  maxWaiting = Number.POSITIVE_INFINITY,
}: {
  readonly limit: () => number
  readonly maxWaiting?: number
}): Semaphore {
  const byKey = new Map<string, Slots>()

  function admitWaiting(key: string, slots: Slots): void {
    while (slots.inUse < limit()) {
      const next = slots.waiting.shift()
      if (next === undefined) break
      slots.inUse += 1
      next()
    }
    if (slots.inUse === 0) byKey.delete(key)
  }

  async function acquire(key = ''): Promise<Release> {
    const slots = byKey.get(key) ?? { inUse: 0, waiting: [] }
    byKey.set(key, slots)
    if (slots.inUse >= limit() && slots.waiting.length >= maxWaiting) throw new AppError('busy')
    await new Promise<void>((admit) => {
      slots.waiting.push(admit)
      admitWaiting(key, slots)
    })
    let isHeld = true
    return () => {
      if (!isHeld) return
      isHeld = false
      slots.inUse -= 1
      admitWaiting(key, slots)
    }
  }

  return {
    acquire,
    run: async (work, key) => {
      const release = await acquire(key)
      try {
        return await work()
      } finally {
        release()
      }
    },
  }
}
