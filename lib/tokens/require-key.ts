import type { ApiScope, KeyHolder, Tags } from '#drizzle/schema.ts'
import type { Actor, Context } from '../context.ts'
import { AppError } from '../errors.ts'
import type { PresentedKey } from '../vault/api-key.ts'
import { sameDigest } from '../vault/digest.ts'
import { isWithinNetworks } from './key-networks.ts'

/** The stored facts of a key that decide about access. */
export interface KeyFacts {
  readonly id: string
  /** Left out where it makes no difference: what vends tokens, no agent may do. */
  readonly holder?: KeyHolder
  readonly name?: string
  readonly digest: string
  /** The previous secret's digest; accepted until `previousUntil`. */
  readonly previousDigest: string | null
  readonly previousUntil: Date | null
  readonly scopes: readonly ApiScope[]
  readonly applicationId: string | null
  readonly accountId: string | null
  readonly tags: Tags
  /** As CIDR; null: from anywhere. */
  readonly networks: readonly string[] | null
  readonly minTtlSeconds: number | null
  readonly expiresAt: Date | null
  readonly revokedAt: Date | null
}

export type KeyActor = Extract<Actor, { kind: 'api-key' }>

/**
 * The actor who presents this key. Only a caller with the whole key learns that it was revoked, has expired, or works
 * from other networks alone.
 */
export function requireKey(
  facts: KeyFacts | null,
  presented: PresentedKey,
  { now, address }: Pick<Context, 'now' | 'address'>,
): KeyActor {
  if (facts === null || !isItsDigest(facts, presented.digest, now())) throw new AppError('api_key_unknown')
  if (facts.revokedAt !== null) throw new AppError('api_key_revoked')
  if (facts.expiresAt !== null && facts.expiresAt <= now()) throw new AppError('api_key_expired')
  if (facts.networks !== null && !isWithinNetworks(facts.networks, address)) {
    throw new AppError('api_key_network_refused', { address })
  }
  const { id, holder, name, scopes, applicationId, accountId, tags, minTtlSeconds } = facts
  return {
    kind: 'api-key',
    keyId: id,
    scopes,
    applicationId,
    accountId,
    tags,
    ...(minTtlSeconds !== null && { minTtlSeconds }),
    ...(holder === 'agent' && name !== undefined && { agent: name }),
  }
}

/** While a secret is replaced, both are good. */
function isItsDigest(
  { digest, previousDigest, previousUntil }: KeyFacts,
  presented: string,
  now: Date,
): boolean {
  if (sameDigest(digest, presented)) return true
  return previousUntil !== null && now < previousUntil && sameDigest(previousDigest, presented)
}
