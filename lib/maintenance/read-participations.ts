import { findMarketplace } from '../amazon/marketplaces.ts'
import { recordAudit } from '../audit/record.ts'
import { rereadParticipations, storeParticipations } from '../authorizations/participations.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { findAuthorization } from '../store/authorizations.ts'
import { everything } from '../store/visibility.ts'

/**
 * Reads an authorization's marketplaces again. If they have changed, an audit entry says which were added and removed.
 */
export async function readParticipations(ctx: Context, id: string): Promise<void> {
  requireScope(ctx, 'authorizations:operate')
  const joined = await findAuthorization(ctx.db, id, everything)
  const verified = joined === null ? null : await rereadParticipations(ctx, joined)
  if (joined === null || verified === null) return
  const { authorization } = joined
  await inTransaction(ctx, async (tx) => {
    const before = await storeParticipations(tx, authorization, verified)
    if (before === null || verified.participations === null) return
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

/**
 * Countries in which the seller participates according to one list, but not the other; Amazon's unnamed marketplaces
 * are left out.
 */
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
