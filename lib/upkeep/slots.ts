/** Takes one of the slots of this name, waiting its turn. What it gives releases the slot; twice is as good as once. */
export type TakeSlot = (name: string) => Promise<() => void>

interface Slots {
  count: number
  readonly waiting: (() => void)[]
}

/** At most so many at once for each name, in the order in which they came. When `most` sinks, nobody loses a slot. */
export function createSlots(most: () => number): TakeSlot {
  const taken = new Map<string, Slots>()

  function admit(name: string, slots: Slots): void {
    while (slots.count < most()) {
      const next = slots.waiting.shift()
      if (next === undefined) break
      slots.count += 1
      next()
    }
    if (slots.count === 0) taken.delete(name)
  }

  return async (name) => {
    const slots = taken.get(name) ?? { count: 0, waiting: [] }
    taken.set(name, slots)
    await new Promise<void>((resolve) => {
      slots.waiting.push(resolve)
      admit(name, slots)
    })
    let isHeld = true
    return () => {
      if (!isHeld) return
      isHeld = false
      slots.count -= 1
      admit(name, slots)
    }
  }
}
