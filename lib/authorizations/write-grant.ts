import type { PartnerType } from '../amazon/marketplaces.ts'
import { recordAudit } from '../audit/record.ts'
import type { Context, Tx } from '../context.ts'
import { AppError, isVaultError } from '../errors.ts'
import { seals } from '../seals.ts'
import type { Secret } from '../secret.ts'
import type { AttemptRow } from '../store/attempts.ts'
import {
  type AuthorizationRow,
  insertAuthorization,
  replaceParticipations,
  storeAccessToken,
  updateAuthorization,
} from '../store/authorizations.ts'
import { scheduleNoLaterThan } from '../store/maintenance.ts'
import { acceptedFacts } from '../tokens/accepted-facts.ts'
import { sameSecret } from '../vault/digest.ts'
import { newId } from '../vault/random.ts'
import { open, seal } from '../vault/seal.ts'
import type { Verified } from './participations.ts'
import type { WaitingGrant } from './try-token.ts'

/** Of an attempt, what its authorization is made of. */
export interface Grantor extends Pick<AttemptRow, 'id' | 'applicationId' | 'workflow' | 'sellingPartnerId'> {
  readonly partnerType: PartnerType
  readonly accountId: string
  readonly grantKey: string
  /** Left out: an earlier one stays. */
  readonly label?: string
}

/** What was proven of one refresh token says nothing about the next. */
export const idUnverified = { idVerifiedAt: null, idVerifiedBy: null, idCheckedAt: null, idProblem: null }

/**
 * Makes the authorization, or replaces the tokens of `present`, whose refresh token is kept for a while. Called in
 * the transaction that has locked `present`. Throws `authorization_changed` when the same grant was stored meanwhile.
 */
export async function writeGrant(
  tx: Tx,
  grantor: Grantor,
  grant: WaitingGrant,
  verified: Verified,
  present: AuthorizationRow | null,
): Promise<string> {
  const id = present?.id ?? newId()
  const { applicationId, accountId, grantKey, workflow, partnerType, sellingPartnerId, label } = grantor
  const { region, consentGroup, marketplaceId, storeName, participations } = verified
  const change = {
    ...{ applicationId, grantKey, region, consentGroup, workflow, partnerType, sellingPartnerId },
    ...{ marketplaceId, ...(storeName !== null && { storeName }), ...(label !== undefined && { label }) },
    refreshTokenSealed: seal(tx.keyRing, grant.refreshToken, seals.authorization.refreshTokenSealed({ id })),
    tokenVersion: (present?.tokenVersion ?? 0) + 1,
    renewedAt: tx.now(),
    disconnectedAt: null,
    ...idUnverified,
    disconnectedBy: null,
    ...acceptedFacts(tx.now(), grant.requestId),
    participationsReadAt: tx.now(),
    participationsProblem: verified.problem,
    participationsRequestId: verified.requestId,
  }
  if (present !== null) {
    await updateAuthorization(tx.db, id, { ...change, ...keepPreviousToken(tx, present, grant.refreshToken) })
    await scheduleNoLaterThan(tx.db, id, tx.now())
  } else {
    const row = { ...change, id, accountId, authorizedAt: tx.now(), createdAt: tx.now() }
    if (!(await insertAuthorization(tx.db, row)))
      throw new AppError('authorization_changed', { attemptId: grantor.id })
  }
  await storeAccessToken(tx.db, {
    authorizationId: id,
    sealed: seal(tx.keyRing, grant.accessToken, seals.accessToken.sealed({ authorizationId: id })),
    expiresAt: grant.expiresAt,
    tokenVersion: change.tokenVersion,
  })
  if (participations !== null) await replaceParticipations(tx.db, id, participations)
  await recordAudit(
    tx,
    present === null ? 'authorization.completed' : 'authorization.re-authorized',
    { kind: 'authorization', id, accountId },
    { attemptId: grantor.id, sellingPartnerId, region, requestId: grant.requestId },
  )
  return id
}

type PreviousToken = Pick<
  AuthorizationRow,
  'previousTokenSealed' | 'previousTokenUntil' | 'previousTokenRenewedAt'
>

const dayMs = 86_400_000
const none: PreviousToken = {
  previousTokenSealed: null,
  previousTokenUntil: null,
  previousTokenRenewedAt: null,
}

/**
 * What stands on the row once `next` has replaced its refresh token: the replaced one, sealed anew for its own column
 * until its term is over. A token that replaces itself leaves the one before it.
 */
export function keepPreviousToken(ctx: Context, row: AuthorizationRow, next: Secret): PreviousToken {
  const { keepPreviousTokenDays } = ctx.settings
  const held = openHeldToken(ctx, row)
  if (sameSecret(held, next)) {
    const { previousTokenSealed, previousTokenUntil, previousTokenRenewedAt } = row
    return { previousTokenSealed, previousTokenUntil, previousTokenRenewedAt }
  }
  if (held === null || keepPreviousTokenDays === 0) return none
  return {
    previousTokenSealed: seal(ctx.keyRing, held, seals.authorization.previousTokenSealed({ id: row.id })),
    previousTokenUntil: new Date(ctx.now().getTime() + keepPreviousTokenDays * dayMs),
    previousTokenRenewedAt: row.renewedAt,
  }
}

/** Null when there is none, or when it can't be opened: then it is worth nothing. */
export function openHeldToken(
  ctx: Context,
  { id, refreshTokenSealed }: Pick<AuthorizationRow, 'id' | 'refreshTokenSealed'>,
): Secret | null {
  if (refreshTokenSealed === null) return null
  try {
    return open(ctx.keyRing, refreshTokenSealed, seals.authorization.refreshTokenSealed({ id }))
  } catch (error) {
    if (!isVaultError(error)) throw error
    return null
  }
}
