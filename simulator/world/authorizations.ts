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
  /** Every refresh token so far is dead, but the authorization isn't. */
  withdrawTokens(authorization: Authorization): void
  /** Its term has ended. */
  lapse(authorization: Authorization): void
  /** The seller pressed Enable: the refresh tokens work again. */
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

export interface AuthorizationRecords {
  readonly authorizations: readonly Authorization[]
  readonly grants: readonly Grant[]
  readonly codes: readonly AuthorizationCode[]
}

export function createAuthorizations(
  now: () => number,
  changed: () => void,
  kept: AuthorizationRecords,
  rolesOf: (applicationId: string) => readonly string[] | null,
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

  return {
    all: () => [...byId.values()],
    find: (id) => byId.get(id) ?? null,
    findFor: (subject, workflow) => bySubject.get(keyOf(subject, workflow)) ?? null,
    enable(subject, workflow) {
      const known = bySubject.get(keyOf(subject, workflow))
      if (known !== undefined) {
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
    disable(authorization) {
      authorization.state = 'disabled'
      setWithdrawn(authorization, true)
    },
    withdrawTokens: (authorization) => setWithdrawn(authorization, true),
    lapse(authorization) {
      authorization.state = 'lapsed'
      changed()
    },
    restore(authorization) {
      authorization.state = 'enabled'
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
    findCode: (value) => codes.get(value) ?? null,
    spend(code) {
      code.spent = true
      changed()
    },
    issueRefreshToken(authorization) {
      const roles = rolesOf(authorization.applicationId)
      const number = newNumber()
      const grant: Grant = { number, authorization, refreshToken: '', withdrawn: false, roles }
      grants.push(grant)
      byNumber.set(number, grant)
      newRefreshToken(grant)
      return grant
    },
    rotateRefreshToken(grant) {
      byRefreshToken.delete(grant.refreshToken)
      newRefreshToken(grant)
    },
    findGrant: (refreshToken) => byRefreshToken.get(refreshToken) ?? null,
    grantByNumber: (number) => byNumber.get(number) ?? null,
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
