import type { Context } from '../context.ts'
import { listParticipations } from '../store/authorization-lists.ts'
import type { AuthorizationView } from './authorization-view.ts'
import { type ListQuery, listAuthorizations } from './read.ts'

export interface FoundAuthorization extends AuthorizationView {
  /** Ids of those in which the selling partner takes part. */
  readonly marketplaces: readonly string[]
}

/** For programs: the authorizations of a selling partner, or all that the key may see, newest first. */
export async function findAuthorizations(
  ctx: Context,
  query: Pick<ListQuery, 'sellingPartnerId' | 'after' | 'limit'>,
): Promise<{ readonly rows: readonly FoundAuthorization[]; readonly next: string | null }> {
  const { rows, next } = await listAuthorizations(ctx, { ...query, sort: 'newest' })
  const ids = rows.map(({ id }) => id)
  const participations = (await listParticipations(ctx.db, ids)).filter((row) => row.isParticipating)
  const marketplaces = Map.groupBy(participations, ({ authorizationId }) => authorizationId)
  return {
    next,
    rows: rows.map((row) => ({
      ...row,
      marketplaces: (marketplaces.get(row.id) ?? []).map(({ marketplaceId }) => marketplaceId),
    })),
  }
}
