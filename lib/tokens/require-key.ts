import type { ApiScope } from '#drizzle/schema.ts'
import type { Actor } from '../context.ts'
import { AppError } from '../errors.ts'
import type { PresentedKey } from '../vault/api-key.ts'
import { sameDigest } from '../vault/digest.ts'

/** What is stored of a key, as far as it decides. */
export interface KeyFacts {
  readonly id: string
  readonly digest: string
  readonly scopes: readonly ApiScope[]
  readonly applicationId: string | null
  readonly accountId: string | null
  readonly expiresAt: Date | null
  readonly revokedAt: Date | null
}

export type KeyActor = Extract<Actor, { kind: 'api-key' }>

/**
 * Pure. Who presents this key. Only whoever holds the whole key learns that it was revoked or has run out. Throws
 * `api_key_unknown`, `api_key_revoked`, `api_key_expired`.
 */
export function requireKey(facts: KeyFacts | null, presented: PresentedKey, now: Date): KeyActor {
  if (facts === null || !sameDigest(facts.digest, presented.digest)) throw new AppError('api_key_unknown')
  if (facts.revokedAt !== null) throw new AppError('api_key_revoked')
  if (facts.expiresAt !== null && facts.expiresAt <= now) throw new AppError('api_key_expired')
  const { id, scopes, applicationId, accountId } = facts
  return { kind: 'api-key', keyId: id, scopes, applicationId, accountId }
}
