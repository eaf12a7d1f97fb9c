import { type Context, inTransaction, requireScope } from '../context.ts'
import { AppError } from '../errors.ts'
import { endStartedAttempt } from '../store/attempts.ts'
import { type AuthorizationRow, takeAuthorization } from '../store/authorizations.ts'
import { listSelfAuthorizations } from '../store/grants.ts'
import { sameDigest, sameSecret } from '../vault/digest.ts'
import type { WaitingGrant } from './grant.ts'
import { openHeldToken } from './keep-last-token.ts'
import { recordStep } from './record-step.ts'
import type { SelfGrant } from './self-request.ts'
import { takeRecord } from './take-record.ts'
import { tokenGrantKey } from './token-grant-key.ts'
import type { Verified } from './verify.ts'
import { writeGrant } from './write-grant.ts'

/** Stores a self-authorization in one transaction: a new record, or a new token for the one that it belongs to. */
export async function storeSelfGrant(
  ctx: Context,
  attemptId: string,
  self: SelfGrant,
  grant: WaitingGrant,
  verified: Verified,
): Promise<{ readonly authorizationId: string; readonly isNew: boolean }> {
  const tokenKey = await tokenGrantKey(ctx, self.pasted.refreshToken)
  return inTransaction(ctx, async (tx) => {
    requireScope(tx, 'authorizations:operate')
    const present = await takePresent(tx, self, tokenKey, verified)
    if (present !== null) judgePresent(present, self, verified)
    const { application, accountId, partnerType, merchantToken, label } = self
    const grantor = {
      ...{ id: attemptId, applicationId: application.id, accountId, partnerType, workflow: 'self' as const },
      sellingPartnerId: merchantToken ?? present?.sellingPartnerId ?? null,
      grantKey: merchantToken ?? present?.grantKey ?? tokenKey,
      ...(label !== undefined && { label }),
    }
    const authorizationId = await writeGrant(tx, grantor, grant, verified, present)
    const { sellingPartnerId } = grantor
    const change = { status: 'completed' as const, authorizationId, sellingPartnerId, endedAt: tx.now() }
    const ended = await endStartedAttempt(tx.db, attemptId, { ...change, amazonRequestId: grant.requestId })
    if (ended === null) throw new AppError('authorization_changed', { attemptId })
    await recordStep(tx, attemptId, 'stored')
    return { authorizationId, isNew: present === null }
  })
}

/** The record that it belongs to: the one that was named, the merchant token's, or the one that holds this token. */
async function takePresent(
  tx: Context,
  { application, accountId, authorizationId, merchantToken, pasted }: SelfGrant,
  tokenKey: string,
  verified: Verified,
): Promise<AuthorizationRow | null> {
  const applicationId = application.id
  const grantee = { applicationId, accountId, grantKey: merchantToken ?? tokenKey, authorizationId }
  const own = await listSelfAuthorizations(tx.db, applicationId)
  const holder = own.find(
    (row) => sameDigest(row.grantKey, tokenKey) || sameSecret(openHeldToken(tx, row), pasted.refreshToken),
  )
  const named =
    authorizationId === null
      ? (await takeRecord(tx, grantee, verified)).present
      : await takeAuthorization(tx.db, authorizationId, 'all')
  if (holder === undefined) return named
  if (named !== null && named.id !== holder.id) {
    throw new AppError('pasted_token_elsewhere', { authorizationId: holder.id })
  }
  return named ?? takeAuthorization(tx.db, holder.id, 'all')
}

function judgePresent(present: AuthorizationRow, self: SelfGrant, verified: Verified): void {
  const { id, accountId, sellingPartnerId } = present
  if (present.releasedAt !== null) throw new AppError('authorization_released', { id })
  if (accountId !== self.accountId) throw new AppError('pasted_token_taken', { authorizationId: id })
  const { merchantToken } = self
  if (sellingPartnerId !== null && merchantToken !== null && sellingPartnerId !== merchantToken) {
    throw new AppError('merchant_token_differs', { authorizationId: id })
  }
  const isSameGroup = present.consentGroup === verified.consentGroup || present.consentGroup === 'unknown'
  const stays = present.region === verified.region && isSameGroup
  // A first paste may have named a wrong marketplace; a record that Amazon has confirmed stays where it is.
  const isSettled = sellingPartnerId !== null || present.participationsProblem === null
  if (!stays && isSettled) throw new AppError('pasted_region_differs', { authorizationId: id })
}
