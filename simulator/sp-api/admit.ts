import { comparableRole } from '#lib/amazon/catalog/role-names.ts'
import { type Answer, type Call, headerOf } from '../call.ts'
import type { ApiHost } from '../hosts.ts'
import { accessTokenLifeSeconds } from '../lwa/grants.ts'
import { grantlessScopes } from '../lwa/scopes.ts'
import { isSecretOver, numberedSecret } from '../world/applications.ts'
import { deadReason } from '../world/dead-reason.ts'
import type { Application, Grant, Seller } from '../world/shapes.ts'
import type { AccessToken } from '../world/token-mint.ts'
import type { World } from '../world/world.ts'
import { refuseApi } from './errors.ts'
import type { Access, Caller, Operation } from './operation.ts'

/** The access token of a request, if this simulator minted one. */
export function presentedToken(world: World, call: Call): AccessToken | null {
  return world.mint.read(headerOf(call, 'x-amz-access-token') ?? '')
}

/** Checks only the access token. Returns the refusal (S1 to S4) or the token. */
export function checkToken(world: World, call: Call): Answer | AccessToken {
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
  if (application === null || numberedSecret(application, token.clientSecret) === undefined)
    return refuseApi('S2', 'the application was replaced since')
  const at = { now: world.clock.now(), settings: world.settings }
  if (isSecretOver(application, token.clientSecret, 'expiresAt', at)) {
    return refuseApi('S4', 'the access token was obtained with a client secret that has expired')
  }
  return token
}

/** Identifies the caller: null for the application itself, else the seller. Or returns the refusal. */
export function admit(
  world: World,
  call: Call,
  host: ApiHost,
  operation: Operation,
  application: Application,
  token: AccessToken,
): Answer | { readonly caller: Caller | null } {
  const { access } = operation
  if (access.kind === 'seller') {
    const refusal = refuseKind(world, call, operation.name, access, token)
    return refusal ?? admitSeller(world, host, operation.name, access, application, token)
  }
  if (token.kind !== 'grantless') return refuseApi('S6', `${operation.name} takes a grantless token`)
  if (grantlessScopes[token.scope] !== access.scope) {
    return refuseApi('S6', `${operation.name} takes the scope ${access.scope}`)
  }
  return { caller: null }
}

/** Whether this kind of token allows the operation at all. */
function refuseKind(
  world: World,
  call: Call,
  name: string,
  { restricted }: Extract<Access, { kind: 'seller' }>,
  token: AccessToken,
): Answer | null {
  if (token.kind === 'grantless') return refuseApi('S6', `a grantless token, but ${name} needs a seller's`)
  if (token.kind !== 'restricted') {
    return restricted === 'always' ? refuseApi('S6', `${name} needs a restricted data token`) : null
  }
  const named = world.restrictedResources.get(headerOf(call, 'x-amz-access-token') ?? '') ?? []
  const isNamed = named.some(({ method, path }) => method === call.method && matchesPath(path, call.path))
  return isNamed ? null : refuseApi('S6', 'a restricted data token opens what it names, no more')
}

/** `{names}` stand for any one segment. */
function matchesPath(pattern: string, path: string): boolean {
  const [names, parts] = [pattern.split('/'), path.split('/')]
  return (
    names.length === parts.length &&
    names.every((name, place) => name === parts[place] || /^\{\w+\}$/.test(name))
  )
}

function admitSeller(
  world: World,
  host: ApiHost,
  name: string,
  access: Extract<Access, { kind: 'seller' }>,
  application: Application,
  token: AccessToken,
): Answer | { readonly caller: Caller } {
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
  if (!hasRole(heldRoles(application, grant, seller), host, access)) {
    return refuseApi('S6', `the authorization lacks a role for ${name}`)
  }
  // The sandbox was seen to accept a token of another region.
  const isForeign = grant.authorization.region !== host.region && !host.sandbox
  if (isForeign && world.settings.otherRegion === 'forbidden') {
    return refuseApi('S6', `authorized in ${grant.authorization.region}, called in ${host.region}`)
  }
  return { caller: { grant, seller, isForeign } }
}

/** A grant keeps the roles that the application had when the seller gave it; one without a list has them all. */
export function heldRoles(application: Application, { roles }: Grant, seller: Seller): readonly string[] {
  if (!seller.grantsRoles) return []
  if (roles === null) return application.roles
  const granted = new Set(roles.map(comparableRole))
  return application.roles.filter((role) => granted.has(comparableRole(role)))
}

function hasRole(
  held: readonly string[],
  host: ApiHost,
  { roles, regionalRoles = {} }: Extract<Access, { kind: 'seller' }>,
): boolean {
  if (roles === null) return true
  const regional = Object.entries(regionalRoles).filter(([, regions]) => regions.includes(host.region))
  const opening = new Set([...roles, ...regional.map(([role]) => role)].map(comparableRole))
  return opening.size === 0 || held.some((role) => opening.has(comparableRole(role)))
}

function whyUnreadable(text: string): string {
  if (text.startsWith('Atzr|')) return 'a refresh token was sent as access token'
  if (text.startsWith('Bearer ')) return '“Bearer” does not belong into x-amz-access-token'
  return 'this access token was not issued here, or is damaged'
}
