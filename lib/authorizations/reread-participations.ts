import { findMarketplace } from '../amazon/marketplaces.ts'
import type { Context } from '../context.ts'
import type { Secret } from '../secret.ts'
import { type AuthorizationRow, replaceParticipations, updateAuthorization } from '../store/authorizations.ts'
import { type Verified, verifyGrant } from './verify.ts'

/** Asks Amazon in the record's own region only: a grant never moves. */
export async function rereadParticipations(
  ctx: Context,
  { marketplaceId, partnerType }: AuthorizationRow,
  accessToken: Secret,
): Promise<Verified> {
  const marketplace = findMarketplace(marketplaceId)
  if (marketplace === null) throw new Error(`an authorization of the unknown marketplace ${marketplaceId}`)
  return verifyGrant(ctx, accessToken, { marketplace, partnerType, isRegionSure: true })
}

/** What Amazon did not tell this time stays as it was, with the reason beside it. */
export async function storeParticipations(tx: Context, id: string, verified: Verified): Promise<void> {
  if (verified.participations !== null) await replaceParticipations(tx.db, id, verified.participations)
  await updateAuthorization(tx.db, id, {
    ...(verified.storeName === null ? {} : { storeName: verified.storeName }),
    participationsReadAt: tx.now(),
    participationsProblem: verified.problem,
    participationsRequestId: verified.requestId,
  })
}
