import type { Control } from '#simulator/control/control.ts'
import { type Measure, summarize, withSpread } from './report.ts'

export const callers = 200
/** How long LWA takes. */
const latencyMs = 50

/** How often LWA was asked in one storm, and when the last caller had the token. */
export interface Storm {
  readonly calls: number
  readonly ms: number
}

/** Runs a storm while LWA is slow, and counts the requests that reach it. */
export async function watchStorm(simulator: Control, storm: () => Promise<number>): Promise<Storm> {
  simulator.clearReceived()
  simulator.addFault({ kind: 'delay', delayMs: latencyMs, at: 'token' })
  try {
    const ms = await storm()
    const calls = simulator
      .received({ host: 'api.amazon.com' })
      .filter(({ path }) => path.endsWith('/o2/token'))
    return { calls: calls.length, ms }
  } finally {
    simulator.clearFaults()
  }
}

export function reportStorms(where: string, storms: readonly Storm[], goal: string): Measure {
  return {
    what: `${callers} cold callers of one seller: ${where}`,
    value: withSpread(
      storms.map(({ ms }) => ms),
      'ms',
      0,
    ),
    beside: `${withSpread(
      storms.map(({ calls }) => calls),
      'LWA calls',
      0,
    )} of ${latencyMs} ms`,
    ratio: (summarize(storms.map(({ ms }) => ms)).median / latencyMs).toFixed(1),
    goal,
  }
}
