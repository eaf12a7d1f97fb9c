export const hourMs = 3_600_000
export const dayMs = 24 * hourMs

/** When the step of this length began that a moment is in, in UTC. */
export function startOfStep(atMs: number, lengthMs: number): number {
  return Math.floor(atMs / lengthMs) * lengthMs
}
