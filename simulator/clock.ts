export interface Clock {
  /** Milliseconds since 1970, as the simulated Amazon sees them. */
  now(): number
  advance(durationMs: number): void
  set(at: number): void
}

/** A clock that runs with `source` and can be moved without waiting. */
export function createClock(source: () => number = Date.now): Clock {
  let offsetMs = 0
  return {
    now: () => source() + offsetMs,
    advance: (durationMs) => {
      offsetMs += durationMs
    },
    set: (at) => {
      offsetMs = at - source()
    },
  }
}
