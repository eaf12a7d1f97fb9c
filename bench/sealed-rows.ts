import { eq } from 'drizzle-orm'
import { accessToken, authorization } from '#drizzle/schema.ts'
import type { Database } from '#lib/database/pool.ts'
import { seals } from '#lib/seals.ts'
import { Secret } from '#lib/secret.ts'
import type { KeyRing } from '#lib/vault/key-ring.ts'
import { newId } from '#lib/vault/random.ts'
import { open, seal } from '#lib/vault/seal.ts'

const refreshTokenOf = (id: string) => `Atzr|${id}`
const accessTokenOf = (id: string) => `Atza|${id}`

/**
 * Copies of one authorization, each with a refresh token and a valid access token, sealed with the ring's current key.
 */
export async function addSealedRows(
  db: Database,
  keyRing: KeyRing,
  { count, model }: { readonly count: number; readonly model: string },
): Promise<string[]> {
  const [row] = await db.select().from(authorization).where(eq(authorization.id, model))
  if (row === undefined) throw new Error('no model')
  const ids = Array.from({ length: count }, () => newId())
  for (let start = 0; start < count; start += 500) {
    const some = ids.slice(start, start + 500)
    await db.insert(authorization).values(
      some.map((id) => ({
        ...row,
        id,
        consentGroup: id,
        refreshTokenSealed: seal(
          keyRing,
          new Secret(refreshTokenOf(id)),
          seals.authorization.refreshTokenSealed({ id }),
        ),
      })),
    )
    await db.insert(accessToken).values(
      some.map((id) => ({
        authorizationId: id,
        sealed: seal(
          keyRing,
          new Secret(accessTokenOf(id)),
          seals.accessToken.sealed({ authorizationId: id }),
        ),
        expiresAt: new Date(Date.now() + 3_000_000),
        tokenVersion: row.tokenVersion,
      })),
    )
  }
  return ids
}

/** How many of these rows hold another token than their own, or one that this ring can't open. */
export async function countUnreadableRows(
  db: Database,
  keyRing: KeyRing,
  ids: readonly string[],
): Promise<number> {
  const isReadable = (text: string | null, binding: Parameters<typeof open>[2], expected: string) => {
    try {
      return text !== null && open(keyRing, text, binding).expose() === expected
    } catch {
      return false
    }
  }
  const { id, refreshTokenSealed } = authorization
  const refreshTokens = await db.select({ id, refreshTokenSealed }).from(authorization)
  const accessTokens = await db.select().from(accessToken)
  const readable = new Set(
    refreshTokens
      .filter((row) =>
        isReadable(
          row.refreshTokenSealed,
          seals.authorization.refreshTokenSealed(row),
          refreshTokenOf(row.id),
        ),
      )
      .map((row) => row.id),
  )
  const bothReadable = new Set(
    accessTokens
      .filter(
        (row) =>
          readable.has(row.authorizationId) &&
          isReadable(row.sealed, seals.accessToken.sealed(row), accessTokenOf(row.authorizationId)),
      )
      .map((row) => row.authorizationId),
  )
  return ids.filter((one) => !bothReadable.has(one)).length
}
