import type { IdProblem } from '#drizzle/schema.ts'
import { type AnyAmazonError, isAmazonError } from '../amazon/errors.ts'
import { isListingsAnswer, rejectsSellerId } from '../amazon/listings.ts'
import { findMarketplace } from '../amazon/marketplaces.ts'
import { operations } from '../amazon/operations.ts'
import { parseOperationResponse } from '../amazon/sp-api.ts'
import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope, visibleTo } from '../context.ts'
import { AppError } from '../errors.ts'
import * as store from '../store/authorization-lists.ts'
import {
  type AuthorizationJoined,
  type AuthorizationRow,
  lockAuthorization,
  updateAuthorization,
  updateAuthorizationOfVersion,
} from '../store/authorizations.ts'
import { listParticipations, type ParticipationRow } from '../store/participations.ts'
import { type CallResult, callAsSeller } from '../tokens/call-as-seller.ts'
import { appendChange } from './append-change.ts'

/** Any of these opens the Listings Items API. https://developer-docs.amazon.com/sp-api/docs/role-mappings */
const listingsRoles = ['product listing', 'inventory and order tracking']

type Verdict = 'proven' | IdProblem

/**
 * Asks Amazon whether an authorization's token belongs to its selling partner id, which only the seller's browser has
 * reported: one Listings Items call with the id in its path. Best effort: no answer changes what the authorization may
 * do. Does nothing if the id is unknown or verified, or for vendors, whose group code isn't valid in that path.
 */
export async function proveSellingPartnerId(ctx: Context, joined: AuthorizationJoined): Promise<void> {
  requireScope(ctx, 'authorizations:operate')
  const { authorization: row, application } = joined
  const { id, sellingPartnerId, idVerifiedAt, partnerType } = row
  if (sellingPartnerId === null || idVerifiedAt !== null || partnerType === 'vendor') return
  if (!allowsListings(application.roles.map(({ name }) => name))) return storeVerdict(ctx, row, 'refused')
  const marketplaceId = chooseMarketplace(row, await listParticipations(ctx.db, [id]))
  const trial = await callAsSeller(ctx, joined, operations.searchListingsItems, {
    path: { sellerId: sellingPartnerId },
    query: { marketplaceIds: marketplaceId, pageSize: '1' },
  })
  await storeVerdict(ctx, row, classifyTrial(trial))
}

/** Also true when the roles are unknown: then only the call can tell. */
export function allowsListings(roles: readonly string[]): boolean {
  return roles.length === 0 || roles.some((role) => listingsRoles.includes(role.trim().toLowerCase()))
}

/** A marketplace in which the seller participates: for any other, Amazon rejects the combination. */
function chooseMarketplace(
  { marketplaceId, region }: Pick<AuthorizationRow, 'marketplaceId' | 'region'>,
  participations: readonly ParticipationRow[],
): string {
  const open = participations.filter(
    (row) => row.isParticipating && findMarketplace(row.marketplaceId)?.region === region,
  )
  return (open.find((row) => row.marketplaceId === marketplaceId) ?? open[0])?.marketplaceId ?? marketplaceId
}

/** Only a readable list proves the id, and only an error about the id refutes it. */
export function classifyTrial({ response, error, noToken }: CallResult): Verdict {
  if (noToken !== null || response === null) return 'unavailable'
  if (error !== null) return classifyError(error)
  try {
    return isListingsAnswer(parseOperationResponse(response)) ? 'proven' : 'undecided'
  } catch (failure) {
    if (!isAmazonError(failure)) throw failure
    return 'unavailable'
  }
}

function classifyError(error: AnyAmazonError): Verdict {
  if (error.kind !== 'sp-api' || error.status === 429 || error.status >= 500) return 'unavailable'
  if (rejectsSellerId(error)) return 'rejected'
  return error.status === 401 || error.status === 403 ? 'refused' : 'undecided'
}

/** Only while the record holds the token that was used: a new grant has to be proven anew. */
async function storeVerdict(ctx: Context, asked: AuthorizationRow, verdict: Verdict): Promise<void> {
  const { id, accountId, sellingPartnerId, tokenVersion } = asked
  await inTransaction(ctx, async (tx) => {
    const at = tx.now()
    const isStored = await updateAuthorizationOfVersion(
      tx.db,
      id,
      tokenVersion,
      verdict === 'proven'
        ? { idVerifiedAt: at, idVerifiedBy: 'listings_items', idCheckedAt: at, idProblem: null }
        : { idCheckedAt: at, idProblem: verdict },
    )
    const isNews = verdict === 'proven' || (verdict === 'rejected' && asked.idProblem !== 'rejected')
    if (!isStored || !isNews) return
    const eventId = await appendChange(tx, asked, 'idVerification')
    await recordAudit(
      tx,
      verdict === 'proven' ? 'authorization.id-verified' : 'authorization.id-rejected',
      { kind: 'authorization', id, accountId },
      { sellingPartnerId, method: 'listings_items' },
      eventId,
    )
  })
}

/**
 * An operator has verified, outside of Gatehouse, that an authorization belongs to this selling partner. It counts
 * until the next grant is stored. `known`: the id as they know it. Idempotent.
 */
export async function confirmSellingPartnerId(ctx: Context, id: string, known: string): Promise<void> {
  requireScope(ctx, 'authorizations:operate')
  const sellingPartnerId = known.trim()
  await inTransaction(ctx, async (tx) => {
    const row = await lockAuthorization(tx.db, id, visibleTo(tx.actor))
    if (row === null) throw new AppError('authorization_not_found', { id })
    if (row.releasedAt !== null) throw new AppError('authorization_released', { id })
    if (row.sellingPartnerId !== sellingPartnerId) throw new AppError('merchant_token_other', { id })
    if (row.idVerifiedAt !== null) return
    await updateAuthorization(tx.db, id, {
      idVerifiedAt: tx.now(),
      idVerifiedBy: 'operator',
      idProblem: null,
    })
    const eventId = await appendChange(tx, row, 'idVerification')
    await recordAudit(
      tx,
      'authorization.id-verified',
      { kind: 'authorization', id, accountId: row.accountId },
      { sellingPartnerId, method: 'operator' },
      eventId,
    )
  })
}

const mostListed = 50

/** A selling partner id that can't be right everywhere: several accounts claim it, or Amazon rejects it. */
export type IdDispute =
  | { readonly kind: 'shared'; readonly sellingPartnerId: string; readonly accounts: number }
  | { readonly kind: 'rejected'; readonly sellingPartnerId: string; readonly authorizationId: string }

/** Those that need an operator: the first fifty of each kind. Reads every record. */
export async function listIdDisputes(ctx: Context): Promise<readonly IdDispute[]> {
  requireScope(ctx, 'authorizations:read')
  requireScope(ctx, 'attempts:read')
  const [rejected, shared] = await Promise.all([
    store.listRejectedIds(ctx.db, mostListed),
    store.listSharedIds(ctx.db, mostListed),
  ])
  return [
    ...rejected.map((row) => ({ kind: 'rejected' as const, ...row })),
    ...shared.map((row) => ({ kind: 'shared' as const, ...row })),
  ]
}
