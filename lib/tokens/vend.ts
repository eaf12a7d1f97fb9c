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
import { obtainAccessToken } from './refresh.ts'
import { type KeyActor, requireKey } from './require-key.ts'
import { lifeSeconds, openStored, sufficientToken } from './stored-token.ts'

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
  readonly accountId: string
  readonly sellingPartnerId: string | null
  /** Null: only the seller's browser says that the token belongs to this id. */
  readonly idVerified: IdVerified | null
  readonly region: 'na' | 'eu' | 'fe'
  /** Where SP-API is reached with it. */
  readonly endpoint: string
  /** Ids of those in which the selling partner takes part, Amazon's own first. */
  readonly marketplaces: readonly string[]
  /** Those of them that aren't Amazon's. */
  readonly nonAmazonMarketplaces: readonly string[]
}

type SeenRow = VendRow & {
  readonly authorizationId: string
  readonly ownerId: string
  readonly region: 'na' | 'eu' | 'fe'
}

/**
 * Hands an access token to the holder of a key. While a stored one lives long enough, this is one prepared statement
 * and no write. Throws `api_key_unknown`, `api_key_revoked`, `api_key_expired`, `not_allowed`, `min_ttl_invalid`,
 * `authorization_not_found`, `authorization_disconnected`, `authorization_paused`, `token_unreadable`, and what `explainFailure` names.
 */
export async function vendAccessToken(ctx: Context, request: VendRequest): Promise<Vend> {
  const presented = readApiKey(request.key.expose())
  if (presented === null) throw new AppError('api_key_unknown')
  const row = await withTimeout(findVend(ctx.db, presented.prefix, request.authorizationId))
  const actor = requireKey(row === null ? null : keyOf(row), presented, ctx.now())
  const own: Context = { ...ctx, actor }
  requireScope(own, 'tokens:vend')
  const seen = seenRow(row, request.authorizationId)
  const { authorizationId, sealed, expiresMs } = seen
  const token = await sufficientToken(own, request.minTtlSeconds, {
    stored: openStored(
      own,
      { sealed, expiresAt: dateOf(expiresMs) },
      seals.accessToken.sealed({ authorizationId }),
    ),
    obtain: (need) => obtainAccessToken(own, authorizationId, need),
    explain: (refreshed) => explainFailure(own, authorizationId, refreshed),
  })
  return toVend(own, actor, seen, token)
}

function keyOf(row: VendRow) {
  return { ...row, id: row.keyId, expiresAt: dateOf(row.keyExpiresMs), revokedAt: dateOf(row.keyRevokedMs) }
}

function dateOf(ms: number | null): Date | null {
  return ms === null ? null : new Date(ms)
}

/** Another application's or account's authorization is as if it weren't there (C12). */
function seenRow(row: VendRow | null, id: string): SeenRow {
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
  { region, marketplaces, ownerId, sellingPartnerId, idVerifiedBy, idVerifiedMs }: SeenRow,
  token: FreshToken,
): Vend {
  const endpoint = ctx.amazon.origins.reach(endpointOf({ region }))
  const { accessToken, expiresAt } = token
  return {
    keyId,
    accessToken,
    expiresAt,
    secondsLeft: lifeSeconds(token, ctx.now()),
    accountId: ownerId,
    sellingPartnerId,
    idVerified: idVerifiedOf({ idVerifiedBy, idVerifiedAt: dateOf(idVerifiedMs) }),
    region,
    endpoint,
    ...listMarketplaces(marketplaces.map(readMarketplace)),
  }
}

function readMarketplace(text: string): { readonly marketplaceId: string; readonly domainName: string } {
  const [marketplaceId = '', domainName = ''] = text.split(' ')
  return { marketplaceId, domainName }
}
