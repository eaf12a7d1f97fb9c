import { randomInt, randomUUID } from 'node:crypto'
import type { ConsentGroup } from '#lib/amazon/marketplaces.ts'
import type { Region } from '#lib/amazon/regions.ts'
import { randomText } from '../random.ts'
import type { Authorization, AuthorizationCode, Grant, Workflow } from './shapes.ts'

export const codeLifeMs = 5 * 60_000

/** One account of a selling partner: the scope of one consent. */
export interface Subject {
  readonly applicationId: string
  readonly sellingPartnerId: string
  readonly region: Region
  readonly consentGroup: ConsentGroup
}

export interface Authorizations {
  all(): readonly Authorization[]
  find(id: string): Authorization | null
  findFor(subject: Subject, workflow: Workflow): Authorization | null
  /** Consent was given: the authorization exists, or is enabled again. */
  enable(subject: Subject, workflow: Workflow): Authorization
  /** The seller disabled it: every refresh token so far is dead. */
  disable(authorization: Authorization): void
  /** Its term has ended. */
  lapse(authorization: Authorization): void
  /** The seller pressed Enable: the refresh tokens work again, for a new term. */
  restore(authorization: Authorization): void
  issueCode(authorization: Authorization, redirectUri: string): AuthorizationCode
  /** A code of Login with Amazon's own consent (`/ap/oa`): it looks the same, but is useless here. */
  issueProfileCode(): string
  isProfileCode(value: string): boolean
  findCode(value: string): AuthorizationCode | null
  spend(code: AuthorizationCode): void
  issueRefreshToken(authorization: Authorization): Grant
  rotateRefreshToken(grant: Grant): void
  findGrant(refreshToken: string): Grant | null
  /** Null: there never was one, or it was lost when the process was killed. */
  grantByNumber(number: number): Grant | null
  records(): AuthorizationRecords
}

/** What decides about authorizations from outside. */
export interface AuthorizationRules {
  /** The roles that an application has now; null: there is no such application. */
  rolesOf(applicationId: string): readonly string[] | null
  /** How time has ended an authorization; null: it hasn't. */
  endOf(authorization: Authorization): 'disabled' | 'lapsed' | null
  /** Whether a new refresh token ends the earlier ones. */
  endsEarlierTokens(): boolean
}

export interface AuthorizationRecords {
  readonly authorizations: readonly Authorization[]
  readonly grants: readonly Grant[]
  readonly codes: readonly AuthorizationCode[]
}

export function createAuthorizations(
  now: () => number,
  changed: () => void,
  kept: AuthorizationRecords,
  { rolesOf, endOf, endsEarlierTokens }: AuthorizationRules,
): Authorizations {
  // A self-authorization is a separate grant: revoking it leaves the seller's consent alone.
  const keyOf = (subject: Subject, workflow: Workflow) =>
    [subject.applicationId, subject.sellingPartnerId, subject.consentGroup, workflow === 'self'].join(' ')
  const byId = new Map(kept.authorizations.map((each) => [each.id, each]))
  const bySubject = new Map(kept.authorizations.map((each) => [keyOf(each, each.workflow), each]))
  const codes = new Map(kept.codes.map((code) => [code.value, code]))
  const profileCodes = new Set<string>()
  const grants = [...kept.grants]
  const byRefreshToken = new Map(grants.map((grant) => [grant.refreshToken, grant]))
  const byNumber = new Map(grants.map((grant) => [grant.number, grant]))

  const newRefreshToken = (grant: Grant) => {
    grant.refreshToken = `Atzr|${randomText(348)}`
    byRefreshToken.set(grant.refreshToken, grant)
    changed()
  }
  const setWithdrawn = (authorization: Authorization, withdrawn: boolean) => {
    for (const grant of grantsOf(authorization)) grant.withdrawn = withdrawn
    changed()
  }
  const grantsOf = (authorization: Authorization) =>
    grants.filter((grant) => grant.authorization === authorization)
  const disable = (authorization: Authorization) => {
    authorization.state = 'disabled'
    setWithdrawn(authorization, true)
  }
  const lapse = (authorization: Authorization) => {
    authorization.state = 'lapsed'
    changed()
  }
  /** Nobody reads an authorization whose end has passed unnoticed, or its tokens. */
  const current = (authorization: Authorization): Authorization => {
    const end = authorization.state === 'enabled' ? endOf(authorization) : null
    if (end === 'disabled') disable(authorization)
    if (end === 'lapsed') lapse(authorization)
    return authorization
  }
  const currentOf = <Holder extends { readonly authorization: Authorization }>(holder?: Holder) => {
    if (holder !== undefined) current(holder.authorization)
    return holder ?? null
  }
  const findFor = (subject: Subject, workflow: Workflow) => {
    const known = bySubject.get(keyOf(subject, workflow))
    return known === undefined ? null : current(known)
  }

  return {
    all: () => [...byId.values()].map(current),
    find(id) {
      const known = byId.get(id)
      return known === undefined ? null : current(known)
    },
    findFor,
    enable(subject, workflow) {
      const known = findFor(subject, workflow)
      if (known !== null) {
        if (known.state === 'lapsed') setWithdrawn(known, true)
        changed()
        return Object.assign(known, { state: 'enabled', workflow, authorizedAt: now() })
      }
      const fresh: Authorization = {
        id: randomUUID(),
        ...subject,
        workflow,
        state: 'enabled',
        authorizedAt: now(),
      }
      byId.set(fresh.id, fresh)
      bySubject.set(keyOf(subject, workflow), fresh)
      changed()
      return fresh
    },
    disable,
    lapse,
    restore(authorization) {
      const at = now()
      Object.assign(authorization, { state: 'enabled', authorizedAt: at })
      for (const grant of grantsOf(authorization)) grant.validSince = at
      setWithdrawn(authorization, false)
    },
    issueCode(authorization, redirectUri) {
      forgetOldCodes(codes, now())
      const value = newCode()
      const code = { value, authorization, redirectUri, expiresAt: now() + codeLifeMs, spent: false }
      codes.set(value, code)
      changed()
      return code
    },
    issueProfileCode() {
      const value = newCode()
      if (profileCodes.size >= 10_000) profileCodes.clear()
      profileCodes.add(value)
      return value
    },
    isProfileCode: (value) => profileCodes.has(value),
    findCode: (value) => currentOf(codes.get(value)),
    spend(code) {
      code.spent = true
      changed()
    },
    issueRefreshToken(authorization) {
      if (endsEarlierTokens()) setWithdrawn(authorization, true)
      const grant: Grant = {
        number: newNumber(),
        authorization,
        refreshToken: '',
        validSince: now(),
        withdrawn: false,
        roles: rolesOf(authorization.applicationId),
      }
      grants.push(grant)
      byNumber.set(grant.number, grant)
      newRefreshToken(grant)
      return grant
    },
    rotateRefreshToken(grant) {
      byRefreshToken.delete(grant.refreshToken)
      newRefreshToken(grant)
    },
    findGrant: (refreshToken) => currentOf(byRefreshToken.get(refreshToken)),
    grantByNumber: (number) => currentOf(byNumber.get(number)),
    records: () => ({ authorizations: [...byId.values()], grants, codes: [...codes.values()] }),
  }
}

/** Random, since access tokens survive a kill that loses their grant: a counter would issue its number again. */
const newNumber = () => randomInt(1, 2 ** 48 - 1)

/** Login with Amazon documents at least eighteen characters; real ones begin with AN. */
const newCode = () => `AN${randomText(30)}`

/** Codes are kept for a day after they died, so that the list of requests can say what was wrong with one. */
function forgetOldCodes(codes: Map<string, AuthorizationCode>, now: number): void {
  for (const [value, code] of codes) {
    if (now < code.expiresAt + 86_400_000 && codes.size < 100_000) return
    codes.delete(value)
  }
}
