import type { Answer } from '../call.ts'
import type { World } from '../world/world.ts'
import { refuseToken } from './errors.ts'
import { accessTokenLifeSeconds, type TokenRequest } from './grants.ts'
import { tokenHeaders } from './headers.ts'
import { type GrantlessScope, grantlessScopes, retiredScope } from './scopes.ts'

/** A token of the application's own, for operations that need no seller. */
export function grantless(world: World, request: TokenRequest): Answer {
  const { application, clientSecret, parameter } = request
  const scope = grantlessScopes.indexOf(parameter('scope') as GrantlessScope)
  if (scope === -1) {
    const isRetired = parameter('scope') === retiredScope
    return refuseToken(
      'L8',
      isRetired ? 'this scope is retired' : 'there is no such scope; mind the two colons',
    )
  }
  if (!application.partnerTypes.includes('seller')) {
    return refuseToken('L4', 'grantless operations are for applications of sellers')
  }
  return {
    status: 200,
    headers: tokenHeaders(),
    body: JSON.stringify({
      access_token: world.mint.mint({
        kind: 'grantless',
        issuedAt: world.clock.now(),
        grant: 0,
        application: application.number,
        clientSecret: clientSecret ?? 0,
        scope,
      }),
      scope: parameter('scope'),
      token_type: 'bearer',
      expires_in: accessTokenLifeSeconds,
    }),
  }
}
