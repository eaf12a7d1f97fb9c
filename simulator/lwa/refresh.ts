import type { Answer } from '../call.ts'
import { deadReason } from '../world/dead-reason.ts'
import type { World } from '../world/world.ts'
import { refuseToken } from './errors.ts'
import { accessTokenLifeSeconds, type TokenRequest } from './grants.ts'
import { tokenHeaders } from './headers.ts'
import { sellerToken } from './seller-token.ts'

/** The same refresh token comes back with a new access token; the earlier access tokens stay valid. */
export function refresh(world: World, request: TokenRequest): Answer {
  const { application, clientSecret, parameter, faults } = request
  const grant = world.authorizations.findGrant(parameter('refresh_token'))
  if (grant === null) return refuseToken('L3', whyUnknown(parameter('refresh_token')))
  if (grant.authorization.applicationId !== application.applicationId) {
    return refuseToken('L4', 'the refresh token belongs to another application')
  }
  const death = deadReason(world, grant)
  if (death !== null) return refuseToken('L3', death)
  if (faults.some((fault) => fault.kind === 'rotate-refresh-token' && world.faults.takeEffect(fault))) {
    world.authorizations.rotateRefreshToken(grant)
  }
  return {
    status: 200,
    headers: tokenHeaders(),
    body: JSON.stringify({
      access_token: sellerToken(world, application, clientSecret ?? 0, grant.number),
      refresh_token: grant.refreshToken,
      token_type: 'bearer',
      expires_in: accessTokenLifeSeconds,
    }),
  }
}

function whyUnknown(text: string): string {
  if (text.startsWith('Atza|')) return 'an access token was sent as refresh token'
  if (text !== text.trim() || /^["']/.test(text))
    return 'the refresh token has quotes or white space around it'
  if (!text.startsWith('Atzr|')) return 'this is no refresh token: those begin with Atzr|'
  return text.length < 353
    ? 'the refresh token is cut off'
    : 'this refresh token was never issued here, or was rotated'
}
