export interface Clock {
  /** Milliseconds since 1970, as the simulated Amazon sees them. */
  now(): number
  /** Throws RangeError when that would leave the years 1970 to 9999. */
  advance(durationMs: number): void
  set(at: number): void
}

const lastMoment = Date.parse('9999-01-01T00:00:00Z')

/** A clock that runs with `source` and can be moved without waiting. */
export function createClock(source: () => number = Date.now): Clock {
  let offsetMs = 0
  const now = () => source() + offsetMs
  const set = (at: number) => {
    if (!(at >= 0 && at < lastMoment)) throw new RangeError('The clock must stay between 1970 and 9999.')
    offsetMs = at - source()
  }
  return { now, set, advance: (durationMs) => set(now() + durationMs) }
}
