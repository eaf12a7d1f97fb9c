import type { Application } from '../world/shapes.ts'
import type { World } from '../world/world.ts'

/** Marks an access token that belongs to no refresh token: it is useless at SP-API. */
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
