import type { AuthorizationCounts } from '#lib/authorizations/read.ts'
import type { DisplayedHealth } from '#lib/state/derive-state.ts'
import { counted, figure } from '../ui/format.ts'

const connectedHealths: readonly DisplayedHealth[] = [
  ...(['working', 'retrying', 'reauthorization_needed', 'blocked', 'paused'] as const),
]

/** The state of all selling partners in one sentence: the heading of the overview. */
export function overviewTitle({ health }: AuthorizationCounts): string {
  const connected = connectedHealths.reduce((sum, name) => sum + health[name], 0)
  if (connected === 0) return 'No selling partners connected'
  if (health.working < connected)
    return `${figure(health.working)} of ${counted(connected, 'selling partner')} working`
  return connected === 1
    ? '1 selling partner is working'
    : `All ${figure(connected)} selling partners are working`
}

/** Nobody has ever connected. */
export function isUnused({ health }: AuthorizationCounts): boolean {
  return Object.values(health).every((count) => count === 0)
}
