import type { Context } from '../context.ts'
import { errorCodeOf } from '../error-code.ts'
import { AppError, errors, isVaultError } from '../errors.ts'
import { count, observe, secondsSince } from '../metrics/record.ts'
import { tokenLife } from '../policy.ts'
import type { Secret } from '../secret.ts'
import type { KeyRing } from '../vault/key-ring.ts'
import { type Binding, open } from '../vault/seal.ts'
import type { FreshToken, Refreshed, TokenRequirement } from './lease.ts'

/** A stored token that can't be opened counts as missing: LWA issues another. */
export function openStored(
  { keyRing }: Pick<Context, 'keyRing'>,
  token: { readonly sealed: string | null; readonly expiresAt: Date | null } | null,
  binding: Binding,
): FreshToken | null {
  if (token === null || token.sealed === null || token.expiresAt === null) return null
  try {
    return { accessToken: openOnce(keyRing, token.sealed, binding), expiresAt: token.expiresAt }
  } catch (error) {
    if (!isVaultError(error)) throw error
    return null
  }
}

const mostOpened = 10_000
/** By table, then by row. */
type Opened = Map<string, Map<string, { readonly sealed: string; readonly token: Secret }>>
const openedBy = new WeakMap<KeyRing, Opened>()

/** Opens a text unless this process has already opened the same text for the same row. */
function openOnce(keyRing: KeyRing, sealed: string, binding: Binding): Secret {
  const { rowId } = binding
  const opened = openedOf(keyRing, binding.table)
  const known = opened.get(rowId)
  if (known?.sealed === sealed) return known.token
  const token = open(keyRing, sealed, binding)
  opened.delete(rowId)
  const [oldest] = opened.keys()
  if (oldest !== undefined && opened.size >= mostOpened) opened.delete(oldest)
  opened.set(rowId, { sealed, token })
  return token
}

function openedOf(keyRing: KeyRing, table: string) {
  let tables = openedBy.get(keyRing)
  if (tables === undefined) {
    tables = new Map()
    openedBy.set(keyRing, tables)
  }
  let opened = tables.get(table)
  if (opened === undefined) {
    opened = new Map()
    tables.set(table, opened)
  }
  return opened
}

/** A token as it is stored, and the way to a better one. */
export interface TokenAccess {
  readonly stored: FreshToken | null
  refresh(need: TokenRequirement): Promise<Refreshed>
  /** Why no token is available. */
  explain(refreshed: Refreshed): Promise<AppError>
}

/**
 * A token that lives for `minTtlSeconds`, from 0 to 3,500. A number that the caller requests is guaranteed. Our own
 * default (300) is only preferred: while Amazon is unavailable, any valid token is better than no token (C6).
 */
export async function sufficientToken(
  { now }: Pick<Context, 'now'>,
  minTtlSeconds: number | undefined,
  { stored, refresh, explain }: TokenAccess,
): Promise<FreshToken> {
  const wantedSeconds = minTtlSeconds ?? tokenLife.defaultMinSeconds
  if (!Number.isInteger(wantedSeconds) || wantedSeconds < 0 || wantedSeconds > tokenLife.longestMinSeconds) {
    throw new AppError('min_ttl_invalid')
  }
  if (stored !== null && lifeSeconds(stored, now()) >= wantedSeconds) return stored
  const refreshed = await refresh({ minTtlSeconds: wantedSeconds })
  const best = refreshed.kind === 'refreshed' ? refreshed : stored
  if (best !== null && lifeSeconds(best, now()) >= (minTtlSeconds ?? 1)) return best
  throw await explain(refreshed)
}

/** Whole seconds, rounded down. */
export function lifeSeconds({ expiresAt }: { readonly expiresAt: Date }, now: Date): number {
  return Math.floor((expiresAt.getTime() - now.getTime()) / 1_000)
}

/** Where a token came from. */
export interface Vended {
  /** `amazon`: the program waited until Amazon issued it. */
  readonly source: 'stored' | 'amazon'
}

export function sourceOf(token: FreshToken, stored: FreshToken | null): Vended['source'] {
  return token === stored ? 'stored' : 'amazon'
}

/** Counts how a request for a token ends, and how long it takes. */
export async function measureVend<Vend extends Vended>(
  token: 'access' | 'grantless' | 'restricted',
  vend: () => Promise<Vend>,
): Promise<Vend> {
  const startedAt = performance.now()
  try {
    const vended = await vend()
    const { source } = vended
    count('gatehouse_vends_total', { token, outcome: 'issued', source })
    observe('gatehouse_vend_duration_seconds', { source }, secondsSince(startedAt))
    return vended
  } catch (error) {
    const code = errorCodeOf(error)
    // In doubt: Amazon refuses this one authorization, and works for all others.
    const isRefused = errors[code].status < 500 || code === 'authorization_in_doubt'
    const outcome = isRefused ? 'refused' : 'failed'
    count('gatehouse_vends_total', { token, outcome, source: 'none' })
    count('gatehouse_vend_errors_total', { token, code })
    throw error
  }
}
