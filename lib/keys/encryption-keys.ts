import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { AppError } from '../errors.ts'
import { requireConfirmation } from '../require-confirmation.ts'
import { sealedColumns } from '../seals.ts'
import {
  listKeyCanaries,
  listSessionKeys,
  lockKeyCanary,
  setKeyCompromised,
  setKeyRetired,
} from '../store/key-canaries.ts'
import { countKeyExposures, insertKeyExposures } from '../store/key-exposures.ts'
import {
  countSealed,
  listAuthorizationsSealedWith,
  type SealedAuthorization,
  type SealedCount,
} from '../store/sealed-values.ts'
import { readResealState } from './reseal.ts'

/**
 * `current`: seals new values. `previous`: opens what it has sealed. `missing`: values were sealed with it, and this
 * process doesn't have it.
 */
export type EncryptionKeyState = 'current' | 'previous' | 'missing' | 'retired'

export interface EncryptionKeyView {
  readonly id: string
  readonly state: EncryptionKeyState
  /** When this database first saw it; null: never. */
  readonly createdAt: Date | null
  readonly retiredAt: Date | null
  /** Null: the key isn't marked as compromised. */
  readonly compromised: KeyCompromise | null
  /** It is in the configuration of this process. */
  readonly isHeld: boolean
  /** The ARN of the KMS key that wraps it in that configuration; null: nothing does. */
  readonly wrappedBy: string | null
  /** Values that it has sealed. */
  readonly count: number
  readonly places: readonly Pick<SealedCount, 'table' | 'column' | 'count'>[]
}

export interface KeyCompromise {
  readonly at: Date
  /** Authorizations whose refresh tokens it exposed. */
  readonly exposed: number
  /** How many of their sellers have yet to authorize again. */
  readonly left: number
}

export interface EncryptionStatus {
  /** The current key first, retired ones last. */
  readonly keys: readonly EncryptionKeyView[]
  readonly total: number
  /** How many are sealed with the current key. */
  readonly current: number
  /** The worker is re-sealing, or about to. */
  readonly isResealing: boolean
  /** Values that no key could open when everything was last re-sealed. */
  readonly unreadable: number
  /** Keys that some running process lacks. */
  readonly lackedIds: readonly string[]
}

/** Every key with what it has sealed. Reads all sealed values. */
export async function readEncryptionStatus(ctx: Context): Promise<EncryptionStatus> {
  requireScope(ctx, 'encryption:manage')
  const { keyRing, db } = ctx
  const [counts, canaries, sessions, { isRequested, unreadable }, exposures] = await Promise.all([
    countSealed(db, sealedColumns),
    listKeyCanaries(db),
    listSessionKeys(db),
    readResealState(ctx),
    countKeyExposures(db),
  ])
  const byKey = Map.groupBy(counts, ({ key }) => key)
  const ids = new Set([...keyRing.keys.keys(), ...canaries.map(({ keyId }) => keyId), ...byKey.keys()])
  const keys = [...ids].map((id): EncryptionKeyView => {
    const places = (byKey.get(id) ?? []).map(({ table, column, count }) => ({ table, column, count }))
    const canary = canaries.find(({ keyId }) => keyId === id)
    const retiredAt = canary?.retiredAt ?? null
    const exposure = exposures.find(({ keyId }) => keyId === id)
    const compromisedAt = canary?.compromisedAt ?? null
    const held = id === keyRing.currentId ? 'current' : keyRing.keys.has(id) ? 'previous' : 'missing'
    return {
      id,
      state: retiredAt === null ? held : 'retired',
      createdAt: canary?.createdAt ?? null,
      retiredAt,
      compromised:
        compromisedAt === null
          ? null
          : { at: compromisedAt, exposed: exposure?.total ?? 0, left: exposure?.left ?? 0 },
      isHeld: keyRing.keys.has(id),
      wrappedBy: keyRing.wrappedBy.get(id) ?? null,
      count: sum(places),
      places,
    }
  })
  return {
    keys: keys.toSorted((one, other) => order.indexOf(one.state) - order.indexOf(other.state)),
    total: sum(counts),
    current: sum(byKey.get(keyRing.currentId) ?? []),
    isResealing: isRequested,
    unreadable,
    lackedIds: [...keyRing.keys.keys()].filter((id) =>
      sessions.some(({ keyIds, isCut }) => !isCut && !keyIds.includes(id)),
    ),
  }
}

const order: readonly EncryptionKeyState[] = ['current', 'previous', 'missing', 'retired']

const sum = (counts: readonly Pick<SealedCount, 'count'>[]): number =>
  counts.reduce((total, { count }) => total + count, 0)

/** Lets processes start without the key. Only when nothing is sealed with it. */
export async function retireEncryptionKey(ctx: Context, keyId: string): Promise<void> {
  requireScope(ctx, 'encryption:manage')
  await requireConfirmation(ctx)
  await inTransaction(ctx, async (tx) => {
    const canary = await lockKeyCanary(tx.db, keyId)
    if (canary === null) throw new AppError('encryption_key_not_found', { keyId })
    if (canary.retiredAt !== null) return
    if (keyId === ctx.keyRing.currentId) throw new AppError('encryption_key_current', { keyId })
    // A process that seals with it could do so right after the count.
    const sessions = await listSessionKeys(tx.db)
    if (sessions.some(({ keyIds }) => keyIds[0] === keyId))
      throw new AppError('encryption_key_sealing', { keyId })
    const uses = (await countSealed(tx.db, sealedColumns)).filter(({ key }) => key === keyId)
    if (uses.length > 0) throw new AppError('encryption_key_in_use', { keyId, detail: describeUses(uses) })
    await setKeyRetired(tx.db, keyId, tx.realNow())
    await recordAudit(tx, 'encryption-key.retired', { kind: 'encryption-key', id: keyId })
  })
}

/**
 * Records the authorizations that somebody who has the key and a copy of the database could use. They are in the list
 * of selling partners, filtered by the key, until their sellers authorize again: Amazon keeps accepting the exposed
 * tokens. Returns how many there are.
 */
export async function markKeyCompromised(ctx: Context, keyId: string): Promise<number> {
  requireScope(ctx, 'encryption:manage')
  await requireConfirmation(ctx)
  return inTransaction(ctx, async (tx) => {
    const canary = await lockKeyCanary(tx.db, keyId)
    if (canary === null) throw new AppError('encryption_key_not_found', { keyId })
    const sessions = await listSessionKeys(tx.db)
    if (keyId === ctx.keyRing.currentId || sessions.some(({ keyIds }) => keyIds[0] === keyId))
      throw new AppError('encryption_key_still_sealing', { keyId })
    await setKeyCompromised(tx.db, keyId, tx.now())
    const authorizations = await insertKeyExposures(tx.db, keyId)
    await recordAudit(
      tx,
      'encryption-key.compromised',
      { kind: 'encryption-key', id: keyId },
      { authorizations },
    )
    return authorizations
  })
}

/** Authorizations whose refresh tokens can be read with this key and a copy of the database. */
export async function listExposedAuthorizations(ctx: Context, keyId: string): Promise<SealedAuthorization[]> {
  requireScope(ctx, 'encryption:manage')
  return listAuthorizationsSealedWith(ctx.db, keyId)
}

/** As in "authorization.refresh_token_sealed 12, message.links_sealed 1". */
export function describeUses(uses: readonly Pick<SealedCount, 'table' | 'column' | 'count'>[]): string {
  return uses.map(({ table, column, count }) => `${table}.${column} ${count}`).join(', ')
}
