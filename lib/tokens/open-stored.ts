import type { Context } from '../context.ts'
import { isVaultError } from '../errors.ts'
import { type Binding, open } from '../vault/seal.ts'
import type { FreshToken } from './single-flight.ts'

/** A stored token that can't be opened is none: LWA gives another. */
export function openStored(
  { keyRing }: Pick<Context, 'keyRing'>,
  token: { readonly sealed: string | null; readonly expiresAt: Date | null } | null,
  binding: Binding,
): FreshToken | null {
  if (token === null || token.sealed === null || token.expiresAt === null) return null
  try {
    return { accessToken: open(keyRing, token.sealed, binding), expiresAt: token.expiresAt }
  } catch (error) {
    if (!isVaultError(error)) throw error
    return null
  }
}
