import type { Refreshed, RefreshProblem } from './single-flight.ts'

type Failure = Extract<Refreshed, { kind: 'failed' }>

/** Problems that speak of the application or of Amazon: whoever asks next would hear the same. */
const shared: readonly RefreshProblem[] = [
  'application_refused',
  'amazon_unavailable',
  'amazon_answer_unreadable',
]

export const breakerLimits = {
  /** So many failures in a row open it. */
  failures: 5,
  /** While it is open, LWA is asked once in so long, to see whether it is over. */
  everyMs: 10_000,
} as const

interface Circuit {
  failures: number
  last: Failure
  askAt: number
}

/**
 * Keeps a process from asking LWA over and over for an application that fails as a whole: after some failures in a
 * row, one caller in ten seconds asks, and all others get the last failure.
 */
export function createBreaker() {
  const circuits = new Map<string, Circuit>()
  return {
    /** The failure to return without asking LWA; null when LWA may be asked. Changes nothing. */
    failureInstead(applicationId: string, now: Date): Failure | null {
      const circuit = circuits.get(applicationId)
      const isOpen = circuit !== undefined && circuit.failures >= breakerLimits.failures
      if (!isOpen || now.getTime() >= circuit.askAt) return null
      return { ...circuit.last, retryAt: new Date(circuit.askAt) }
    },
    /** A caller is about to ask: while the breaker is open, the others get the last failure for ten more seconds. */
    begin(applicationId: string, now: Date): void {
      const circuit = circuits.get(applicationId)
      if (circuit !== undefined) circuit.askAt = now.getTime() + breakerLimits.everyMs
    },
    /** How that call ended: a success closes the breaker. */
    end(applicationId: string, refreshed: Refreshed, now: Date): void {
      if (refreshed.kind === 'refreshed' || !shared.includes(refreshed.problem)) {
        circuits.delete(applicationId)
        return
      }
      const failures = (circuits.get(applicationId)?.failures ?? 0) + 1
      circuits.set(applicationId, {
        failures,
        last: refreshed,
        askAt: now.getTime() + breakerLimits.everyMs,
      })
    },
  }
}
