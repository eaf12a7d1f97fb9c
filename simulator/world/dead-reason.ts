import type { Authorization, Grant } from './shapes.ts'
import type { World } from './world.ts'

/** Why a refresh token no longer works; null while it does. */
export function deadReason(world: World, grant: Grant): string | null {
  expireIfDue(world, grant.authorization)
  const { state, authorizedAt } = grant.authorization
  if (state === 'lapsed') return 'the authorization has lapsed'
  if (grant.withdrawn || state === 'disabled') return 'the seller disabled the authorization'
  const lapseDays = world.settings.refreshTokensLapseAfterDays
  const ageMs = world.clock.now() - authorizedAt
  return lapseDays !== null && ageMs >= lapseDays * 86_400_000 ? `older than ${lapseDays} days` : null
}

/** Some sellers disable the application, and some never renew. */
export function expireIfDue(world: World, authorization: Authorization): void {
  const ends = world.sellers.get(authorization.sellingPartnerId)?.ends ?? null
  if (ends === null || authorization.state !== 'enabled') return
  if (world.clock.now() - authorization.authorizedAt < ends.afterMinutes * 60_000) return
  if (ends.as === 'disabled') world.authorizations.disable(authorization)
  else world.authorizations.lapse(authorization)
}
