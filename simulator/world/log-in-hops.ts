import { randomBytes } from 'node:crypto'
import type { LogInHop } from './shapes.ts'

/** A browser flow that takes longer may fail, and the seller has to start over. */
const hopLifeMs = 10 * 60_000

export interface LogInHops {
  start(hop: Omit<LogInHop, 'amazonState' | 'expiresAt' | 'used'>): LogInHop
  find(amazonState: string): LogInHop | null
  use(hop: LogInHop): void
  all(): readonly LogInHop[]
}

export function createLogInHops(
  now: () => number,
  changed: () => void,
  kept: readonly LogInHop[],
): LogInHops {
  const hops = new Map(kept.map((hop) => [hop.amazonState, hop]))
  return {
    start(facts) {
      for (const [amazonState, hop] of hops) {
        if (now() < hop.expiresAt && hops.size < 100_000) break
        hops.delete(amazonState)
      }
      // Standard base64, which exposes a client that loses a `+` or a `/` on the way.
      const amazonState = randomBytes(96).toString('base64')
      const hop = { ...facts, amazonState, expiresAt: now() + hopLifeMs, used: false }
      hops.set(amazonState, hop)
      changed()
      return hop
    },
    find: (amazonState) => hops.get(amazonState) ?? null,
    use(hop) {
      hop.used = true
      changed()
    },
    all: () => [...hops.values()],
  }
}
