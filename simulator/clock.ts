export interface Clock {
  /** Milliseconds since 1970, as the simulated Amazon sees them. */
  now(): number
  /** How far it was moved. */
  offsetMs(): number
  /** Throws RangeError when that would leave the years 1970 to 9999. */
  advance(durationMs: number): void
  set(at: number): void
  /** As it was at the start. */
  reset(): void
}

const lastMoment = Date.parse('9999-01-01T00:00:00Z')

export const isMoment = (at: number): boolean => at >= 0 && at < lastMoment

/** A clock that runs with `source` and can be moved without waiting. */
export function createClock(source: () => number, offsetMs: number, changed: () => void): Clock {
  let movedByMs = offsetMs
  const now = () => source() + movedByMs
  const set = (at: number) => {
    if (!isMoment(at)) throw new RangeError('The clock must stay between 1970 and 9999.')
    movedByMs = at - source()
    changed()
  }
  const reset = () => {
    movedByMs = offsetMs
    changed()
  }
  return { now, set, reset, offsetMs: () => movedByMs, advance: (durationMs) => set(now() + durationMs) }
}
