import type { Grant } from './shapes.ts'
import type { World } from './world.ts'

/** Why a refresh token no longer works, or null while it does. */
export function whyDead(world: World, grant: Grant): string | null {
  if (grant.authorization.state === 'lapsed') return 'the authorization has lapsed'
  if (grant.withdrawn || grant.authorization.state === 'disabled')
    return 'the seller disabled the authorization'
  const lapseDays = world.settings.refreshTokensLapseAfterDays
  const ageMs = world.clock.now() - grant.authorization.authorizedAt
  if (lapseDays !== null && ageMs >= lapseDays * 86_400_000) return `older than ${lapseDays} days`
  return null
}
