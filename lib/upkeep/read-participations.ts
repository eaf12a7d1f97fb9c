import { findMarketplace } from '../amazon/marketplaces.ts'
import { recordAudit } from '../audit/record.ts'
import { rereadParticipations, storeParticipations } from '../authorizations/reread-participations.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { listParticipations } from '../store/authorization-lists.ts'
import { findAuthorization } from '../store/authorizations.ts'
import { obtainAccessToken } from '../tokens/refresh.ts'

/** As long as a call can take. */
const minTtlSeconds = 60

/**
 * Reads an authorization's marketplaces again. An audit entry says which came and which went; that nothing changed is
 * worth none. Throws what `obtainAccessToken` throws.
 */
export async function readParticipations(ctx: Context, id: string): Promise<void> {
  requireScope(ctx, 'authorizations:operate')
  const refreshed = await obtainAccessToken(ctx, id, { minTtlSeconds })
  const joined = await findAuthorization(ctx.db, id, 'all')
  if (refreshed.kind === 'failed' || joined === null) return
  const { authorization } = joined
  const verified = await rereadParticipations(ctx, authorization, refreshed.accessToken)
  await inTransaction(ctx, async (tx) => {
    const before = await listParticipations(tx.db, [id])
    await storeParticipations(tx, id, verified)
    if (verified.participations === null) return
    const came = without(verified.participations, before)
    const gone = without(before, verified.participations)
    if (came === '' && gone === '') return
    await recordAudit(
      tx,
      'authorization.marketplaces-changed',
      { kind: 'authorization', id, accountId: authorization.accountId },
      { came, gone },
    )
  })
}

interface Participation {
  readonly marketplaceId: string
  readonly countryCode: string
  readonly isParticipating: boolean
}

/** Countries in which the seller takes part by the one list, not by the other; Amazon's unnamed marketplaces left out. */
function without(rows: readonly Participation[], others: readonly Participation[]): string {
  const countries = (list: readonly Participation[]) =>
    list
      .filter((row) => row.isParticipating && findMarketplace(row.marketplaceId) !== null)
      .map((row) => row.countryCode)
  const known = new Set(countries(others))
  return countries(rows)
    .filter((country) => !known.has(country))
    .sort()
    .join(', ')
}
