import { type Context, visibleTo } from '../context.ts'
import type { AttemptRow } from '../store/attempts.ts'
import { findAuthorization, listHolders } from '../store/authorizations.ts'

/** Where a seller starts an attempt again, with everything that it was started with. */
export type Restart =
  | { readonly kind: 'renewal'; readonly authorizationId: string }
  | { readonly kind: 'link'; readonly linkId: string; readonly marketplaceId: string | null }
  | ({ readonly kind: 'website' } & Pick<
      AttemptRow,
      'applicationId' | 'marketplaceId' | 'partnerType' | 'returnTo'
    >)

/** What an attempt is about to renew, as far as the actor may see it. */
export interface Renewed {
  readonly id: string
  readonly name: string
  readonly sellingPartnerId: string | null
}

/** The authorization that the attempt renews: the chosen one, or the one of the selling partner that Amazon announced. */
export async function findRenewed(ctx: Context, row: AttemptRow): Promise<Renewed | null> {
  const id = row.authorizationId ?? (await announcedHolder(ctx, row))
  const found = id === null ? null : await findAuthorization(ctx.db, id, visibleTo(ctx.actor))
  if (found === null || found.authorization.releasedAt !== null) return null
  const { label, storeName, sellingPartnerId } = found.authorization
  return {
    id: found.authorization.id,
    name: label ?? (storeName || (sellingPartnerId ?? '')),
    sellingPartnerId,
  }
}

async function announcedHolder(ctx: Context, row: AttemptRow): Promise<string | null> {
  const { applicationId, accountId, announcedSellingPartnerId: grantKey } = row
  if (grantKey === null || accountId === null) return null
  const holders = await listHolders(ctx.db, { applicationId, grantKey, accountId })
  return holders.length === 1 ? (holders[0]?.id ?? null) : null
}

export function restartOf(row: AttemptRow, renewed: Renewed | null): Restart {
  const { connectLinkId, applicationId, marketplaceId, partnerType, returnTo } = row
  // A link decides everything else, also which authorization is renewed.
  if (connectLinkId !== null) return { kind: 'link', linkId: connectLinkId, marketplaceId }
  if (renewed !== null) return { kind: 'renewal', authorizationId: renewed.id }
  return { kind: 'website', applicationId, marketplaceId, partnerType, returnTo }
}
