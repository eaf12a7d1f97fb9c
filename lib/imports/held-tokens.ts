import type { Context } from '../context.ts'
import { isVaultError } from '../errors.ts'
import { seals } from '../seals.ts'
import type { Secret } from '../secret.ts'
import { type HeldToken, listHeldTokens } from '../store/imports/held-tokens.ts'
import { open } from '../vault/seal.ts'

/** Finds the authorization that holds a token. */
export interface HeldTokens {
  find(ctx: Context, applicationId: string, tokenDigest: string): Promise<string | null>
}

interface Index {
  readonly byDigest: Map<string, string>
  /** Creation time of the newest token in it. */
  readUntil: Date
  checkedAtMs: number
}

const checkEveryMs = 5_000
/** Allows for transactions that were open when the index was read, and for clocks that differ. */
const overlapMs = 60_000

/**
 * The database can't compare sealed tokens, so a worker that imports opens them once, keeps their digests in memory,
 * and then looks every few seconds for those written since. A token that it misses in between belongs to the same
 * seller, for whom a line is compared again when it is stored.
 */
export function createHeldTokens(digestOf: (token: Secret) => string): HeldTokens {
  const indexes = new Map<string, Promise<Index>>()

  async function update(ctx: Context, applicationId: string, present: Index | null): Promise<Index> {
    const index = present ?? { byDigest: new Map(), readUntil: new Date(overlapMs), checkedAtMs: 0 }
    if (performance.now() - index.checkedAtMs < checkEveryMs && present !== null) return index
    const since = new Date(index.readUntil.getTime() - overlapMs)
    for (const row of await listHeldTokens(ctx.db, applicationId, since)) {
      const token = openToken(ctx, row)
      if (token !== null) index.byDigest.set(digestOf(token), row.id)
      if (row.changedAt > index.readUntil) index.readUntil = row.changedAt
    }
    index.checkedAtMs = performance.now()
    return index
  }

  return {
    async find(ctx, applicationId, tokenDigest) {
      const last = indexes.get(applicationId) ?? Promise.resolve(null)
      const next = last.catch(() => null).then((index) => update(ctx, applicationId, index))
      indexes.set(applicationId, next)
      return (await next).byDigest.get(tokenDigest) ?? null
    },
  }
}

function openToken(ctx: Context, { id, refreshTokenSealed }: HeldToken): Secret | null {
  try {
    return open(ctx.keyRing, refreshTokenSealed, seals.authorization.refreshTokenSealed({ id }))
  } catch (error) {
    if (!isVaultError(error)) throw error
    return null
  }
}
