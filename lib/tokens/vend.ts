import { listMarketplaces } from '../amazon/marketplaces.ts'
import { endpointOf } from '../amazon/regions.ts'
import { type Context, requireScope } from '../context.ts'
import { withTimeout } from '../database/retry.ts'
import { AppError } from '../errors.ts'
import { seals } from '../seals.ts'
import type { Secret } from '../secret.ts'
import { findVend, type VendedAuthorization } from '../store/vends.ts'
import { readApiKey } from '../vault/api-key.ts'
import { explainFailure } from './explain-failure.ts'
import { type IdVerified, idVerifiedOf } from './id-verified.ts'
import type { FreshToken } from './lease.ts'
import { getAccessToken } from './refresh.ts'
import { type KeyActor, requireKey } from './require-key.ts'
import {
  lifeSeconds,
  measureVend,
  openStored,
  sourceOf,
  sufficientToken,
  type Vended,
} from './stored-token.ts'

export interface VendRequest {
  /** As the program presents it. */
  readonly key: Secret
  readonly authorizationId: string
  /** Called once the key is accepted, before anything else is done; what it throws ends the request. */
  readonly onKey?: (keyId: string) => void
  /**
   * From 0 to 3,500. Default: the key's own minimum; for a key without one, 300 if Amazon responds, otherwise the rest
   * of the stored token's lifetime.
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
  const actor = requireKey(row === null ? null : row.key, presented, ctx)
  request.onKey?.(actor.keyId)
  requireScope({ actor }, 'tokens:vend')
  const seen = requireVisible(row?.authorization ?? null, request.authorizationId)
  const stored = openStored(ctx, seen.accessToken, seals.accessToken.sealed({ authorizationId: seen.id }))
  const own = (): Context => ({ ...ctx, actor })
  const token = await sufficientToken(ctx, request.minTtlSeconds ?? actor.minTtlSeconds, {
    stored,
    refresh: (need) => getAccessToken(own(), seen.id, need),
    explain: (refreshed) => explainFailure(own(), seen.id, refreshed),
  })
  return toVend(ctx, actor, seen, token, sourceOf(token, stored))
}

/** Another application's or account's authorization is as if it weren't there (C12). */
function requireVisible(seen: VendedAuthorization | null, id: string): VendedAuthorization {
  if (seen === null) throw new AppError('authorization_not_found', { id })
  if (!seen.isConnected) throw new AppError('authorization_disconnected', { id })
  if (seen.isPaused) throw new AppError('authorization_paused', { id })
  return seen
}

function toVend(
  ctx: Context,
  { keyId }: KeyActor,
  seen: VendedAuthorization,
  token: FreshToken,
  source: Vended['source'],
): Vend {
  const { region } = seen
  const { marketplaces, nonAmazonMarketplaces } = listMarketplaces(seen.marketplaces.map(readMarketplace))
  return {
    keyId,
    authorizationId: seen.id,
    accessToken: token.accessToken,
    expiresAt: token.expiresAt,
    source,
    secondsLeft: lifeSeconds(token, ctx.now()),
    accountId: seen.accountId,
    sellingPartnerId: seen.sellingPartnerId,
    idVerified: idVerifiedOf(seen),
    region,
    endpoint: ctx.amazon.origins.toReachableUrl(endpointOf({ region })),
    marketplaces,
    nonAmazonMarketplaces,
  }
}

function readMarketplace(text: string): { readonly marketplaceId: string; readonly domainName: string } {
  const [marketplaceId = '', domainName = ''] = text.split(' ')
  return { marketplaceId, domainName }
}
