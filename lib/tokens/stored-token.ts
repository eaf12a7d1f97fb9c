import type { Context } from '../context.ts'
import { AppError, isVaultError } from '../errors.ts'
import { tokenLife } from '../policy.ts'
import { type Binding, open } from '../vault/seal.ts'
import type { FreshToken, Refreshed, TokenRequirement } from './lease.ts'

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

/** A token as it is stored, and the way to a better one. */
export interface TokenSupply {
  readonly stored: FreshToken | null
  obtain(need: TokenRequirement): Promise<Refreshed>
  /** Why there is none. */
  explain(refreshed: Refreshed): Promise<AppError>
}

/**
 * A token that lives for `minTtlSeconds`, from 0 to 3,300. A number that the caller named is a promise. Our own
 * default (300) is a wish: while Amazon is away, a token that still lives is better than none (C6). Throws
 * `min_ttl_invalid`, and what `explain` gives.
 */
export async function sufficientToken(
  { now }: Pick<Context, 'now'>,
  minTtlSeconds: number | undefined,
  { stored, obtain, explain }: TokenSupply,
): Promise<FreshToken> {
  const wantedSeconds = minTtlSeconds ?? tokenLife.defaultMinSeconds
  if (!Number.isInteger(wantedSeconds) || wantedSeconds < 0 || wantedSeconds > tokenLife.longestMinSeconds) {
    throw new AppError('min_ttl_invalid')
  }
  if (stored !== null && lifeSeconds(stored, now()) >= wantedSeconds) return stored
  const refreshed = await obtain({ minTtlSeconds: wantedSeconds })
  const best = refreshed.kind === 'refreshed' ? refreshed : stored
  if (best !== null && lifeSeconds(best, now()) >= (minTtlSeconds ?? 1)) return best
  throw await explain(refreshed)
}

/** Whole seconds, rounded down. */
export function lifeSeconds({ expiresAt }: { readonly expiresAt: Date }, now: Date): number {
  return Math.floor((expiresAt.getTime() - now.getTime()) / 1_000)
}
