/** Says of each line whether it is to be written. */
export interface LineLimit {
  /** How many of this kind were left out before it; null: this one is left out, too. */
  admit(kind: string): number | null
}

export const lineLimits = {
  windowMs: 60_000,
  mostOfAKind: 30,
  /** Beyond this many in a window, the others count as one. */
  mostKinds: 200,
} as const

/**
 * The limit of lines of one kind per minute: strangers can make a server complain as often as they like, and must
 * neither fill its log nor drown what else it has to say. `nowMs` never goes back.
 */
export function createLineLimit(nowMs: () => number): LineLimit {
  let endsMs = 0
  let counts = new Map<string, number>()
  let before = counts

  return {
    admit: (kind) => {
      const now = nowMs()
      if (now >= endsMs) {
        before = counts
        counts = new Map()
        endsMs = now + lineLimits.windowMs
      }
      const name = counts.has(kind) || counts.size < lineLimits.mostKinds ? kind : 'others'
      const times = (counts.get(name) ?? 0) + 1
      counts.set(name, times)
      if (times > lineLimits.mostOfAKind) return null
      return times === 1 ? Math.max(0, (before.get(name) ?? 0) - lineLimits.mostOfAKind) : 0
    },
  }
}
