import { findMarketplace } from '../amazon/marketplaces.ts'
import { operations } from '../amazon/operations.ts'
import type { Context } from '../context.ts'
import {
  type AuthorizationJoined,
  type AuthorizationRow,
  replaceParticipations,
  settleConsentGroup,
  updateAuthorization,
} from '../store/authorizations.ts'
import { callAsSeller } from '../tokens/call-as-seller.ts'
import { isPassing } from './participation-problems.ts'
import { provenGroup, readAnswer, toVerified, type Verified } from './verify.ts'

/**
 * Asks Amazon in the record's own region only: a grant never moves. Null: there was no access token to ask with.
 * Throws as `callAsSeller`.
 */
export async function rereadParticipations(
  ctx: Context,
  joined: AuthorizationJoined,
): Promise<Verified | null> {
  const { marketplaceId, partnerType, region } = joined.authorization
  const marketplace = findMarketplace(marketplaceId)
  if (marketplace === null) throw new Error(`an authorization of the unknown marketplace ${marketplaceId}`)
  if (partnerType === 'vendor') return toVerified(marketplace, { problem: 'vendor', requestId: null })
  const { response, error, noToken } = await callAsSeller(
    ctx,
    joined,
    operations.getMarketplaceParticipations,
  )
  if (noToken !== null) return null
  const answer = await readAnswer(region, async () => {
    if (response === null) throw error
    return { response }
  })
  return toVerified(marketplace, answer)
}

/**
 * What Amazon did not tell this time stays as it was, with the reason beside it. Where the marketplaces are known, a
 * reason that passes by itself is nothing against the seller: they are read again on the next day.
 */
export async function storeParticipations(
  tx: Context,
  before: Pick<AuthorizationRow, 'id' | 'consentGroup' | 'participationsProblem' | 'participationsReadAt'>,
  verified: Verified,
): Promise<void> {
  const { participations, problem, storeName, requestId } = verified
  const wasKnown = before.participationsReadAt !== null && before.participationsProblem === null
  const changesNothing = wasKnown && problem !== null && isPassing(problem)
  // The record first, as where a grant is stored: in another order, the two would wait for each other.
  await updateAuthorization(tx.db, before.id, {
    participationsReadAt: tx.now(),
    ...(storeName === null ? {} : { storeName }),
    ...(changesNothing ? {} : { participationsProblem: problem, participationsRequestId: requestId }),
  })
  const proven = before.consentGroup === 'unknown' ? provenGroup(verified) : null
  if (proven !== null) await settleConsentGroup(tx.db, before.id, proven)
  if (participations !== null) await replaceParticipations(tx.db, before.id, participations)
}
