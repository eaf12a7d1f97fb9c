import { listMarketplaces } from '../amazon/marketplaces.ts'
import { endpointOf } from '../amazon/regions.ts'
import { type Context, requireScope } from '../context.ts'
import { withTimeout } from '../database/retry.ts'
import { AppError } from '../errors.ts'
import { seals } from '../seals.ts'
import type { Secret } from '../secret.ts'
import { findVend, type VendRow } from '../store/vends.ts'
import { readApiKey } from '../vault/api-key.ts'
import { explainFailure } from './explain-failure.ts'
import { type IdVerified, idVerifiedOf } from './id-verified.ts'
import type { FreshToken } from './lease.ts'
import { measureVend, sourceOf, type Vended } from './measure-vend.ts'
import { getAccessToken } from './refresh.ts'
import { type KeyActor, requireKey } from './require-key.ts'
import { lifeSeconds, openStored, sufficientToken } from './stored-token.ts'

export interface VendRequest {
  /** As the program presents it. */
  readonly key: Secret
  readonly authorizationId: string
  /** Called once the key is accepted, before anything else is done; what it throws ends the request. */
  readonly onKey?: (keyId: string) => void
  /**
   * From 0 to 3,500. Default: the key's own minimum; for a key without one, 300 if Amazon responds, otherwise the rest of
   * the stored token's lifetime.
   */
  readonly minTtlSeconds?: number
}

/** An access token on its way to a program. Never a refresh token. */
export interface Vend extends FreshToken, Vended {
  readonly keyId: string
  readonly authorizationId: string
  readonly secondsLeft: number
  readonly accountId: string
  readonly sellingPartnerId: string | null
  /** Null: only the seller's browser says that the token belongs to this id. */
  readonly idVerified: IdVerified | null
  readonly region: 'na' | 'eu' | 'fe'
  /** Where SP-API is reached with it. */
  readonly endpoint: string
  /** Ids of those in which the selling partner participates, Amazon's own first. */
  readonly marketplaces: readonly string[]
  /** Those of them that aren't Amazon's. */
  readonly nonAmazonMarketplaces: readonly string[]
}

type VisibleVendRow = VendRow & {
  readonly authorizationId: string
  readonly ownerId: string
  readonly region: 'na' | 'eu' | 'fe'
}

/**
 * Returns an access token to the holder of a key. While the stored one is valid long enough, this is one prepared
 * statement and no write.
 */
export function vendAccessToken(ctx: Context, request: VendRequest): Promise<Vend> {
  return measureVend('access', () => vend(ctx, request))
}

async function vend(ctx: Context, request: VendRequest): Promise<Vend> {
  const presented = readApiKey(request.key.expose())
  if (presented === null) throw new AppError('api_key_unknown')
  const row = await withTimeout(findVend(ctx.db, presented.prefix, request.authorizationId))
  const actor = requireKey(row === null ? null : keyOf(row), presented, ctx)
  request.onKey?.(actor.keyId)
  const own: Context = { ...ctx, actor }
  requireScope(own, 'tokens:vend')
  const seen = requireVisible(row, request.authorizationId)
  const { authorizationId, sealed, expiresMs } = seen
  const binding = seals.accessToken.sealed({ authorizationId })
  const stored = openStored(own, { sealed, expiresAt: dateOf(expiresMs) }, binding)
  const token = await sufficientToken(own, request.minTtlSeconds ?? actor.minTtlSeconds, {
    stored,
    refresh: (need) => getAccessToken(own, authorizationId, need),
    explain: (refreshed) => explainFailure(own, authorizationId, refreshed),
  })
  return toVend(own, actor, seen, { ...token, source: sourceOf(token, stored) })
}

function keyOf(row: VendRow) {
  return {
    ...row,
    id: row.keyId,
    previousUntil: dateOf(row.previousUntilMs),
    expiresAt: dateOf(row.keyExpiresMs),
    revokedAt: dateOf(row.keyRevokedMs),
  }
}

function dateOf(ms: number | null): Date | null {
  return ms === null ? null : new Date(ms)
}

/** Another application's or account's authorization is as if it weren't there (C12). */
function requireVisible(row: VendRow | null, id: string): VisibleVendRow {
  if (row === null || row.authorizationId === null || row.ownerId === null || row.region === null) {
    throw new AppError('authorization_not_found', { id })
  }
  if (row.isConnected !== true) throw new AppError('authorization_disconnected', { id })
  if (row.isPaused === true) throw new AppError('authorization_paused', { id })
  return { ...row, authorizationId: row.authorizationId, ownerId: row.ownerId, region: row.region }
}

function toVend(
  ctx: Context,
  { keyId }: KeyActor,
  {
    authorizationId,
    region,
    marketplaces,
    ownerId,
    sellingPartnerId,
    idVerifiedBy,
    idVerifiedMs,
  }: VisibleVendRow,
  token: FreshToken & Vended,
): Vend {
  const endpoint = ctx.amazon.origins.toReachableUrl(endpointOf({ region }))
  const { accessToken, expiresAt, source } = token
  return {
    keyId,
    authorizationId,
    accessToken,
    expiresAt,
    source,
    secondsLeft: lifeSeconds(token, ctx.now()),
    accountId: ownerId,
    sellingPartnerId,
    idVerified: idVerifiedOf({ idVerifiedBy, idVerifiedAt: dateOf(idVerifiedMs) }),
    region,
    endpoint,
    ...listMarketplaces((marketplaces ?? []).map(readMarketplace)),
  }
}

function readMarketplace(text: string): { readonly marketplaceId: string; readonly domainName: string } {
  const [marketplaceId = '', domainName = ''] = text.split(' ')
  return { marketplaceId, domainName }
}
