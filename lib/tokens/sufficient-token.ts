import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import type { TokenRequirement } from './plan-refresh.ts'
import type { FreshToken, Refreshed } from './single-flight.ts'

/** A token as it is stored, and the way to a better one. */
export interface Supply {
  readonly stored: FreshToken | null
  obtain(need: TokenRequirement): Promise<Refreshed>
  /** Why there is none. */
  explain(refreshed: Refreshed): Promise<AppError>
}

const defaultMinTtlSeconds = 300
const longestMinTtlSeconds = 3_300

/**
 * A token that lives for `minTtlSeconds`, from 0 to 3,300. A number that the caller named is a promise. Our own
 * default (300) is a wish: while Amazon is away, a token that still lives is better than none (C6). Throws
 * `min_ttl_invalid`, and what `explain` gives.
 */
export async function sufficientToken(
  { now }: Pick<Context, 'now'>,
  minTtlSeconds: number | undefined,
  { stored, obtain, explain }: Supply,
): Promise<FreshToken> {
  const wantedSeconds = minTtlSeconds ?? defaultMinTtlSeconds
  if (!Number.isInteger(wantedSeconds) || wantedSeconds < 0 || wantedSeconds > longestMinTtlSeconds) {
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
