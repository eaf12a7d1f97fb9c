import { AppError } from '../errors.ts'

/**
 * Lets `atOnce` pieces of work run and `waiting` more queue for their turn. Whoever comes after them is refused
 * with `busy`, so that a flood costs a bounded amount of memory and time.
 */
export function createTurnstile(limits: { readonly atOnce: number; readonly waiting: number }) {
  let inside = 0
  const queue: (() => void)[] = []

  return async function pass<T>(work: () => Promise<T>): Promise<T> {
    if (inside < limits.atOnce) inside += 1
    else if (queue.length >= limits.waiting) throw new AppError('busy')
    else await new Promise<void>((admit) => queue.push(admit))
    try {
      return await work()
    } finally {
      // The place is handed to the next in the queue, or given up.
      const next = queue.shift()
      if (next === undefined) inside -= 1
      else next()
    }
  }
}
