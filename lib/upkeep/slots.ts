/** Takes one of the slots of this name, waiting its turn. What it gives releases the slot; twice is as good as once. */
export type TakeSlot = (name: string) => Promise<() => void>

/** At most so many at once for each name. */
export function createSlots(most: number): TakeSlot {
  const taken = new Map<string, { count: number; readonly waiting: (() => void)[] }>()

  return async (name) => {
    const slots = taken.get(name) ?? { count: 0, waiting: [] }
    taken.set(name, slots)
    // Whoever releases hands the slot on, so nobody can slip in between.
    if (slots.count < most) slots.count += 1
    else await new Promise<void>((resolve) => slots.waiting.push(resolve))
    let isHeld = true
    return () => {
      if (!isHeld) return
      isHeld = false
      const next = slots.waiting.shift()
      if (next !== undefined) return next()
      slots.count -= 1
      if (slots.count === 0) taken.delete(name)
    }
  }
}
