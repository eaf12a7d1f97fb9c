import type { Context } from '../context.ts'
import { isVaultError } from '../errors.ts'
import type { Secret } from '../secret.ts'
import type { AuthorizationRow } from '../store/authorizations.ts'
import { lastTokenBinding, refreshTokenBinding } from '../tokens/bindings.ts'
import { sameSecret } from '../vault/digest.ts'
import { open, seal } from '../vault/seal.ts'

type LastToken = Pick<AuthorizationRow, 'lastTokenSealed' | 'lastTokenUntil' | 'lastTokenRenewedAt'>

const dayMs = 86_400_000
const none: LastToken = { lastTokenSealed: null, lastTokenUntil: null, lastTokenRenewedAt: null }

/**
 * What stands on the row once `next` has replaced its refresh token: the replaced one, sealed anew for its own column
 * until its term is over. A token that replaces itself leaves the one before it.
 */
export function keepLastToken(ctx: Context, row: AuthorizationRow, next: Secret): LastToken {
  const { keepLastTokenDays } = ctx.settings
  const held = openHeldToken(ctx, row)
  if (sameSecret(held, next)) {
    const { lastTokenSealed, lastTokenUntil, lastTokenRenewedAt } = row
    return { lastTokenSealed, lastTokenUntil, lastTokenRenewedAt }
  }
  if (held === null || keepLastTokenDays === 0) return none
  return {
    lastTokenSealed: seal(ctx.keyRing, held, lastTokenBinding(row.id)),
    lastTokenUntil: new Date(ctx.now().getTime() + keepLastTokenDays * dayMs),
    lastTokenRenewedAt: row.renewedAt,
  }
}

/** Null when there is none, or when it can't be opened: then it is worth nothing. */
export function openHeldToken(
  ctx: Context,
  { id, refreshTokenSealed }: Pick<AuthorizationRow, 'id' | 'refreshTokenSealed'>,
): Secret | null {
  if (refreshTokenSealed === null) return null
  try {
    return open(ctx.keyRing, refreshTokenSealed, refreshTokenBinding(id))
  } catch (error) {
    if (!isVaultError(error)) throw error
    return null
  }
}
