import { listMarketplaces } from '../amazon/marketplaces.ts'
import type { Context } from '../context.ts'
import type { AuthorizationView } from './authorization-view.ts'
import { type ListQuery, listAuthorizations, withParticipations } from './read.ts'

export interface FoundAuthorization extends AuthorizationView {
  /** Ids of those in which the selling partner takes part, Amazon's own first. */
  readonly marketplaces: readonly string[]
  /** Those of them that aren't Amazon's. */
  readonly nonAmazonMarketplaces: readonly string[]
}

/** For programs: the authorizations of an account or of a selling partner, or all that the key may see, newest first. */
export async function findAuthorizations(
  ctx: Context,
  query: Pick<ListQuery, 'sellingPartnerId' | 'accountId' | 'after' | 'limit'>,
): Promise<{ readonly rows: readonly FoundAuthorization[]; readonly next: string | null }> {
  const { rows, next } = await listAuthorizations(ctx, { ...query, sort: 'newest' })
  const joined = await withParticipations(ctx, rows)
  return {
    next,
    rows: joined.map(({ participations, ...row }) => ({
      ...row,
      ...listMarketplaces(participations.filter(({ isParticipating }) => isParticipating)),
    })),
  }
}
