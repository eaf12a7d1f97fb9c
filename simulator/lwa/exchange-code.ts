import type { Answer } from '../call.ts'
import type { World } from '../world/world.ts'
import { refuseToken } from './errors.ts'
import { accessTokenLifeSeconds, type TokenRequest } from './grants.ts'
import { tokenHeaders } from './headers.ts'
import { noGrant, sellerToken } from './seller-token.ts'

/**
 * Exchanges an authorization code for a refresh token: once, within five minutes, for the application that it was
 * issued to.
 */
export function exchangeCode(world: World, request: TokenRequest): Answer {
  const { application, clientSecret, parameter } = request
  const code = world.authorizations.findCode(parameter('code'))
  if (code === null) {
    return refuseToken(
      'L1',
      world.authorizations.isProfileCode(parameter('code'))
        ? 'this code comes from /ap/oa, Login with Amazon’s own consent, not from /apps/authorize/consent'
        : 'this code was never issued here, or was altered on the way',
    )
  }
  if (code.authorization.applicationId !== application.applicationId) {
    const row = world.settings.foreignCode === 'invalid_grant' ? 'L1' : 'L4'
    return refuseToken(row, 'the code was issued to another application')
  }
  if (code.spent) return refuseToken('L1', 'the code was used before')
  if (world.clock.now() >= code.expiresAt) return refuseToken('L1', 'the code is older than five minutes')
  world.authorizations.spend(code)
  const redirectUri = parameter('redirect_uri')
  if (redirectUri !== '' && redirectUri !== code.redirectUri) {
    return refuseToken('L2', `the consent ended at ${code.redirectUri}`)
  }
  if (code.authorization.state !== 'enabled') {
    return refuseToken('L1', 'the seller has disabled the authorization since')
  }
  // Amazon documents that without a client_secret the response has no refresh token.
  const grant = clientSecret === null ? null : world.authorizations.issueRefreshToken(code.authorization)
  return {
    status: 200,
    headers: tokenHeaders(),
    body: JSON.stringify({
      access_token: sellerToken(world, application, clientSecret ?? 0, grant?.number ?? noGrant),
      token_type: 'bearer',
      expires_in: accessTokenLifeSeconds,
      ...(grant !== null && { refresh_token: grant.refreshToken }),
    }),
    ...(grant === null && { reason: 'no client_secret was sent, so there is no refresh token' }),
  }
}
