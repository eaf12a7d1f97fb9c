import { type Answer, type Call, headerOf } from '../call.ts'
import type { ApiHost } from '../hosts.ts'
import { accessTokenLifeSeconds } from '../lwa/grants.ts'
import { grantlessScopes } from '../lwa/scopes.ts'
import { isSecretOver } from '../world/applications.ts'
import { deadReason } from '../world/dead-reason.ts'
import type { Application } from '../world/shapes.ts'
import type { AccessToken } from '../world/token-mint.ts'
import type { World } from '../world/world.ts'
import { refuseApi } from './errors.ts'
import type { Access, Caller, Operation } from './operation.ts'

/** The access token of a request, if this simulator minted one. */
export function presentedToken(world: World, call: Call): AccessToken | null {
  return world.mint.read(headerOf(call, 'x-amz-access-token') ?? '')
}

/** Judges the access token alone: the refusal (S1 to S4), or the token. */
export function judgeToken(world: World, call: Call): Answer | AccessToken {
  const text = headerOf(call, 'x-amz-access-token') ?? ''
  if (text === '') {
    return refuseApi(
      'S1',
      call.headers.authorization === undefined
        ? 'x-amz-access-token is missing'
        : 'Authorization was sent; SP-API reads x-amz-access-token only',
    )
  }
  const token = world.mint.read(text)
  if (token === null) return refuseApi('S2', whyUnreadable(text))
  const ageMs = world.clock.now() - token.issuedAt
  if (ageMs >= accessTokenLifeSeconds * 1000) {
    return refuseApi('S3', 'the access token is older than an hour')
  }
  const application = world.applications.findByNumber(token.application)
  if (application?.clientSecrets[token.clientSecret] === undefined)
    return refuseApi('S2', 'the application was replaced since')
  const at = { now: world.clock.now(), settings: world.settings }
  if (isSecretOver(application, token.clientSecret, 'expiresAt', at)) {
    return refuseApi('S4', 'the access token was obtained with a client secret that has expired')
  }
  return token
}

/** Who calls: null for the application itself, else the seller. Or the refusal. */
export function admit(
  world: World,
  host: ApiHost,
  operation: Operation,
  application: Application,
  token: AccessToken,
): Answer | { readonly caller: Caller | null } {
  const { access } = operation
  if (access.kind === 'seller') return admitSeller(world, host, operation.name, access, application, token)
  if (token.kind !== 'grantless') return refuseApi('S6', `${operation.name} takes a grantless token`)
  if (grantlessScopes[token.scope] !== access.scope) {
    return refuseApi('S6', `${operation.name} takes the scope ${access.scope}`)
  }
  return { caller: null }
}

function admitSeller(
  world: World,
  host: ApiHost,
  name: string,
  access: Extract<Access, { kind: 'seller' }>,
  application: Application,
  token: AccessToken,
): Answer | { readonly caller: Caller } {
  if (token.kind === 'grantless') return refuseApi('S6', `a grantless token, but ${name} needs a seller's`)
  if (token.kind === 'restricted')
    return refuseApi('S6', 'a restricted data token opens what it names, no more')
  const grant = world.authorizations.grantByNumber(token.grant)
  if (grant === null) {
    return refuseApi('S2', 'the access token came without a refresh token, from a client without a secret')
  }
  const death = deadReason(world, grant)
  if (death !== null && world.settings.disablingEndsAccessTokens) return refuseApi('S2', death)
  const seller = world.sellers.get(grant.authorization.sellingPartnerId)
  if (seller === undefined) return refuseApi('S6', 'the seller is gone')
  if (!seller.isActive) return refuseApi('S6', 'Amazon deactivated this account')
  if (!access.partnerTypes.includes(seller.partnerType)) {
    return refuseApi('S6', `a ${seller.partnerType} calls ${name}`)
  }
  if (!hasRole(application, host, access) || (access.roles !== null && !seller.grantsRoles)) {
    return refuseApi('S6', `the authorization lacks a role for ${name}`)
  }
  // The sandbox was seen to take a token of another region.
  const isForeign = grant.authorization.region !== host.region && !host.sandbox
  if (isForeign && world.settings.otherRegion === 'forbidden') {
    return refuseApi('S6', `authorized in ${grant.authorization.region}, called in ${host.region}`)
  }
  return { caller: { grant, seller, isForeign } }
}

function hasRole(
  application: Application,
  host: ApiHost,
  access: Extract<Access, { kind: 'seller' }>,
): boolean {
  if (access.roles === null) return true
  const roles = host.region === 'fe' ? [...access.roles, ...(access.farEastRoles ?? [])] : access.roles
  return roles.some((role) => application.roles.includes(role))
}

function whyUnreadable(text: string): string {
  if (text.startsWith('Atzr|')) return 'a refresh token was sent as access token'
  if (text.startsWith('Bearer ')) return '“Bearer” does not belong into x-amz-access-token'
  return 'this access token was not issued here, or is damaged'
}
