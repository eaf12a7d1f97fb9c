import { endpointOf } from '../amazon/regions.ts'
import { type Context, requireScope } from '../context.ts'
import { AppError, isVaultError } from '../errors.ts'
import type { Secret } from '../secret.ts'
import { findVend, type VendRow } from '../store/vends.ts'
import { within } from '../store/within.ts'
import { readApiKey } from '../vault/api-key.ts'
import { open } from '../vault/seal.ts'
import { accessTokenBinding } from './bindings.ts'
import { explainFailure } from './explain-failure.ts'
import { judgeKey, type KeyActor } from './judge-key.ts'
import { type FreshToken, obtainAccessToken } from './refresh.ts'

export interface VendRequest {
  /** As the program presents it. */
  readonly key: Secret
  readonly authorizationId: string
  /** From 0 to 3,300. Left out: 300 if Amazon answers, else what is left of the stored token. */
  readonly minTtlSeconds?: number
}

/** An access token on its way to a program. Never a refresh token. */
export interface Vend extends FreshToken {
  readonly keyId: string
  readonly secondsLeft: number
  readonly region: 'na' | 'eu' | 'fe'
  /** Where SP-API is reached with it. */
  readonly endpoint: string
  /** Ids of those in which the selling partner takes part. */
  readonly marketplaces: readonly string[]
}

const defaultMinTtlSeconds = 300
const longestMinTtlSeconds = 3_300
const databaseTimeoutMs = 2_000

type SeenRow = VendRow & { readonly authorizationId: string; readonly region: 'na' | 'eu' | 'fe' }

/**
 * Hands an access token to the holder of a key. While a stored one lives long enough, this is one prepared statement
 * and no write. Throws `api_key_unknown`, `api_key_revoked`, `api_key_expired`, `not_allowed`, `min_ttl_invalid`,
 * `authorization_not_found`, `authorization_disconnected`, `token_unreadable`, and what `explainFailure` names.
 */
export async function vendAccessToken(ctx: Context, request: VendRequest): Promise<Vend> {
  const presented = readApiKey(request.key.expose())
  if (presented === null) throw new AppError('api_key_unknown')
  const row = await within(databaseTimeoutMs, findVend(ctx.db, presented.prefix, request.authorizationId))
  const actor = judgeKey(row === null ? null : keyOf(row), presented, ctx.now())
  const own: Context = { ...ctx, actor }
  requireScope(own, 'tokens:vend')
  const { minTtlSeconds = defaultMinTtlSeconds } = request
  if (!Number.isInteger(minTtlSeconds) || minTtlSeconds < 0 || minTtlSeconds > longestMinTtlSeconds) {
    throw new AppError('min_ttl_invalid')
  }
  const seen = seenRow(row, request.authorizationId)
  const stored = openStored(own, seen)
  const token =
    stored !== null && lifeSeconds(stored, ctx.now()) >= minTtlSeconds
      ? stored
      : await renew(own, seen, stored, request.minTtlSeconds)
  return toVend(own, actor, seen, token)
}

function keyOf(row: VendRow) {
  const date = (ms: number | null) => (ms === null ? null : new Date(ms))
  return { ...row, id: row.keyId, expiresAt: date(row.keyExpiresMs), revokedAt: date(row.keyRevokedMs) }
}

/** Another application's or account's authorization is as if it weren't there (C12). */
function seenRow(row: VendRow | null, id: string): SeenRow {
  if (row === null || row.authorizationId === null || row.region === null) {
    throw new AppError('authorization_not_found', { id })
  }
  if (row.isConnected !== true) throw new AppError('authorization_disconnected', { id })
  return { ...row, authorizationId: row.authorizationId, region: row.region }
}

function openStored(ctx: Context, { authorizationId, sealed, expiresMs }: SeenRow): FreshToken | null {
  if (sealed === null || expiresMs === null) return null
  try {
    const accessToken: Secret = open(ctx.keyRing, sealed, accessTokenBinding(authorizationId))
    return { accessToken, expiresAt: new Date(expiresMs) }
  } catch (error) {
    if (!isVaultError(error)) throw error
    return null
  }
}

/**
 * A number that the caller named is a promise. Our own default is a wish: while Amazon is away, a token that still
 * lives is better than none (C6).
 */
async function renew(
  ctx: Context,
  { authorizationId }: SeenRow,
  stored: FreshToken | null,
  promisedSeconds: number | undefined,
): Promise<FreshToken> {
  const minTtlSeconds = promisedSeconds ?? defaultMinTtlSeconds
  const refreshed = await obtainAccessToken(ctx, authorizationId, { minTtlSeconds })
  const best = refreshed.kind === 'refreshed' ? refreshed : stored
  const leastSeconds = promisedSeconds ?? 1
  if (best !== null && lifeSeconds(best, ctx.now()) >= leastSeconds) return best
  throw await explainFailure(ctx, authorizationId, refreshed)
}

/** Whole seconds, rounded down. */
function lifeSeconds({ expiresAt }: FreshToken, now: Date): number {
  return Math.floor((expiresAt.getTime() - now.getTime()) / 1_000)
}

function toVend(
  ctx: Context,
  { keyId }: KeyActor,
  { region, marketplaces }: SeenRow,
  token: FreshToken,
): Vend {
  const endpoint = ctx.amazon.origins.reach(endpointOf({ region }))
  const { accessToken, expiresAt } = token
  return {
    keyId,
    accessToken,
    expiresAt,
    secondsLeft: lifeSeconds(token, ctx.now()),
    region,
    endpoint,
    marketplaces,
  }
}
