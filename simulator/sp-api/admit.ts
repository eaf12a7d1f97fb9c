import { type Answer, type Call, headerOf } from '../call.ts'
import type { ApiHost } from '../hosts.ts'
import { accessTokenLifeSeconds } from '../lwa/grants.ts'
import type { Application, Grant, Seller } from '../world/shapes.ts'
import type { AccessToken } from '../world/token-mint.ts'
import { whyDead } from '../world/why-dead.ts'
import type { World } from '../world/world.ts'
import { refuseApi } from './errors.ts'
import { type OperationFacts, sandboxRate } from './operations.ts'

export interface Caller {
  readonly application: Application
  readonly grant: Grant
  readonly seller: Seller
}

/** The access token of a request, if this simulator minted one. */
export function presentedToken(world: World, call: Call): AccessToken | null {
  return world.mint.read(headerOf(call, 'x-amz-access-token') ?? '')
}

/** Judges the access token alone: S1 to S4. Null when it is good. */
export function refuseToken(world: World, call: Call, token: AccessToken | null): Answer | null {
  const text = headerOf(call, 'x-amz-access-token') ?? ''
  if (text === '') {
    return refuseApi(
      'S1',
      call.headers.authorization === undefined
        ? 'x-amz-access-token is missing'
        : 'Authorization was sent; SP-API reads x-amz-access-token only',
    )
  }
  if (token === null) return refuseApi('S2', whyUnreadable(text))
  if (world.clock.now() - token.issuedAt >= accessTokenLifeSeconds * 1000) {
    return refuseApi('S3', 'the access token is older than an hour')
  }
  const secret = world.applications.findByNumber(token.application)?.clientSecrets[token.clientSecret]
  if (secret === undefined) return refuseApi('S2', 'the application was replaced since')
  if (world.clock.now() >= secret.expiresAt) {
    return refuseApi('S4', 'the access token was obtained with a client secret that has expired')
  }
  return null
}

/** Who calls, or the refusal: the seller's grant, its region, the account, the role. */
export function admitSeller(
  world: World,
  host: ApiHost,
  token: AccessToken,
  operation: OperationFacts,
): Caller | Answer {
  if (token.kind === 'grantless') return refuseApi('S6', 'a grantless token on an operation of sellers')
  const grant = world.authorizations.grantByNumber(token.grant)
  const application = world.applications.findByNumber(token.application)
  if (grant === null || application === null) {
    return refuseApi('S2', 'the access token came without a refresh token, from a client without a secret')
  }
  const death = whyDead(world, grant)
  if (death !== null && world.settings.disablingEndsAccessTokens) return refuseApi('S2', death)
  const seller = world.sellers.get(grant.authorization.sellingPartnerId)
  if (seller === undefined) return refuseApi('S6', 'the seller is gone')
  if (!seller.isActive) return refuseApi('S6', 'Amazon deactivated this account')
  if (seller.partnerType === 'vendor') return refuseApi('S6', 'a vendor calls an operation of sellers')
  if (!seller.grantsRoles || !hasRole(application, host, operation)) {
    return refuseApi('S6', `the authorization lacks a role for ${operation.name}`)
  }
  return { application, grant, seller }
}

/** Takes one token of the caller's bucket; the refusal when it is empty. */
export function throttle(
  world: World,
  host: ApiHost,
  operation: OperationFacts,
  application: Application,
  sellingPartnerId: string,
): Answer | null {
  const rate = host.sandbox ? sandboxRate : operation.rate
  const key = [host.host, operation.name, application.number, sellingPartnerId].join(' ')
  return world.buckets.take(key, rate) ? null : refuseApi('S10', `more than ${rate.perSecond} a second`)
}

function hasRole(application: Application, host: ApiHost, operation: OperationFacts): boolean {
  const roles = host.region === 'fe' ? [...operation.roles, ...operation.farEastRoles] : operation.roles
  return roles.some((role) => application.roles.includes(role))
}

function whyUnreadable(text: string): string {
  if (text.startsWith('Atzr|')) return 'a refresh token was sent as access token'
  if (text.startsWith('Bearer ')) return '“Bearer” does not belong into x-amz-access-token'
  return 'this access token was not issued here, or is damaged'
}
