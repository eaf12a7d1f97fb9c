import { setTimeout as pause } from 'node:timers/promises'

export interface Knock {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
}

export interface Waits {
  readonly p50Ms: number
  readonly p95Ms: number
  readonly p99Ms: number
}

/**
 * Sends requests at a steady rate, whether or not earlier ones were answered, and measures each from the moment when it
 * was due, so that a stalling server gets no credit. Throws when one is redirected elsewhere.
 */
export async function applySteadyLoad(
  origin: string,
  knocks: readonly Knock[],
  perSecond: number,
  leadsTo: RegExp,
): Promise<Waits> {
  const startedAt = performance.now()
  const waitsMs = await Promise.all(
    knocks.map(async ({ path, headers }, index) => {
      const dueAt = startedAt + (index * 1_000) / perSecond
      await pause(Math.max(0, dueAt - performance.now()))
      const response = await fetch(origin + path, { headers, redirect: 'manual' })
      const waitMs = performance.now() - dueAt
      const location = response.headers.get('location')
      await response.body?.cancel()
      if (location === null || !leadsTo.test(location))
        throw new Error(`${path.split('?')[0]} answered ${response.status} ${location}`)
      return waitMs
    }),
  )
  waitsMs.sort((a, b) => a - b)
  const at = (share: number) => waitsMs[Math.floor(waitsMs.length * share)] ?? Number.NaN
  return { p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99) }
}
