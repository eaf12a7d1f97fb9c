import type { Application } from '../world/shapes.ts'
import type { World } from '../world/world.ts'

/** Marks an access token that belongs to no refresh token: SP-API has no use for it. */
export const noGrant = 0

export function sellerToken(
  world: World,
  application: Application,
  clientSecret: number,
  grant: number,
): string {
  return world.mint.mint({
    kind: 'seller',
    issuedAt: world.clock.now(),
    grant,
    application: application.number,
    clientSecret,
    scope: 0,
  })
}
