export const hourMs = 3_600_000
export const dayMs = 24 * hourMs

/** The start, in UTC, of the step of this length that contains a moment. */
export function startOfStep(atMs: number, lengthMs: number): number {
  return Math.floor(atMs / lengthMs) * lengthMs
}
