import { type RenewalFacts, type RenewalObstacle, renewalObstacle } from '../state/renewal-obstacle.ts'
import type { AuthorizationRow } from '../store/authorizations.ts'

/** Why a seller isn't asked by email to renew an authorization. */
export type ContactObstacle = RenewalObstacle | 'disconnected' | 'paused'

export function contactObstacle(
  facts: RenewalFacts & {
    readonly authorization: Pick<AuthorizationRow, 'disconnectedAt' | 'pausedAt'>
  },
): ContactObstacle | null {
  const { disconnectedAt, pausedAt } = facts.authorization
  return (
    renewalObstacle(facts) ?? (disconnectedAt !== null ? 'disconnected' : pausedAt !== null ? 'paused' : null)
  )
}
