import type { PartnerType } from '../amazon/marketplaces.ts'
import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { AppError, type ErrorCode } from '../errors.ts'
import { moveClaimedAttempt } from '../store/attempt-claims.ts'
import type { AttemptRow } from '../store/attempts.ts'
import { listParticipations } from '../store/authorization-lists.ts'
import { type AuthorizationRow, findAuthorization } from '../store/authorizations.ts'
import type { WaitingGrant } from './grant.ts'
import { isOtherStore } from './is-other-store.ts'
import { isRival } from './is-rival.ts'
import { recordStep } from './record-step.ts'
import { judgeLinkUse, lockLink, spendLink } from './spend-link.ts'
import { takeRecord } from './take-record.ts'
import type { Verified } from './verify.ts'
import { writeGrant } from './write-grant.ts'

/** A claimed attempt, with everything that its authorization needs. */
export interface ClaimedAttempt extends AttemptRow {
  readonly accountId: string
  readonly sellingPartnerId: string
  readonly partnerType: PartnerType
  readonly claimId: string
}

export type Stored =
  | { readonly kind: 'completed'; readonly authorizationId: string }
  | { readonly kind: 'quarantined'; readonly code: ErrorCode }
  /** Nothing is stored: another attempt of the seller stored its grant since this one came back. */
  | { readonly kind: 'rivalled'; readonly tokenVersion: number }

/** What LWA said of this grant beside one that was stored meanwhile. */
export interface JudgedRival {
  readonly tokenVersion: number
  /** The token of this grant works no more. */
  readonly hasWon: boolean
}

/**
 * Stores a verified grant in one transaction: the authorization is made or its token replaced, and the attempt
 * ends. A grant of another selling partner than expected, or one that another account holds, is quarantined: it
 * stays sealed in the attempt, and no record changes.
 */
export async function storeGrant(
  ctx: Context,
  attempt: ClaimedAttempt,
  grant: WaitingGrant,
  found: Verified,
  rival: JudgedRival | null,
): Promise<Stored> {
  return inTransaction(ctx, async (tx) => {
    requireScope(tx, 'authorizations:complete')
    const grantor = { ...attempt, grantKey: attempt.sellingPartnerId }
    // Before the record is looked for: whoever waited here sees what the other attempt has made.
    const link = await lockLink(tx, attempt.connectLinkId)
    const { present, verified } = await takeRecord(tx, grantor, found)
    const renewed = await renewedAuthorization(tx, attempt)
    const expected = renewed?.sellingPartnerId ?? attempt.announcedSellingPartnerId
    const isReleased = renewed !== null && renewed.releasedAt !== null
    const problem = isReleased
      ? 'authorization_released'
      : (judgeOwner(attempt, expected, present) ??
        judgeLinkUse(link, attempt.sellingPartnerId, present) ??
        (await checkStores(tx, present, verified)))
    if (problem !== null) return quarantine(tx, attempt, problem)

    const isJudged = present !== null && present.tokenVersion === rival?.tokenVersion
    if (!isJudged && isRival(attempt, present))
      return { kind: 'rivalled', tokenVersion: present.tokenVersion }
    const id =
      isJudged && rival?.hasWon ? present.id : await writeGrant(tx, grantor, grant, verified, present)
    await endAttempt(tx, attempt, {
      status: 'completed',
      authorizationId: id,
      grantSealed: null,
      problem: null,
      problemDetail: null,
    })
    await spendLink(tx, link, id)
    await recordStep(tx, attempt.id, 'stored')
    return { kind: 'completed', authorizationId: id }
  })
}

async function renewedAuthorization(tx: Context, attempt: AttemptRow): Promise<AuthorizationRow | null> {
  if (attempt.authorizationId === null) return null
  return (await findAuthorization(tx.db, attempt.authorizationId, 'all'))?.authorization ?? null
}

/** Pure. `expected`: whom Amazon announced, or who is being re-authorized; null when anybody may come. */
export function judgeOwner(
  attempt: Pick<ClaimedAttempt, 'sellingPartnerId' | 'announcedSellingPartnerId' | 'accountId'>,
  expected: string | null,
  present: Pick<AuthorizationRow, 'accountId'> | null,
): ErrorCode | null {
  const announced = attempt.announcedSellingPartnerId ?? attempt.sellingPartnerId
  if (announced !== attempt.sellingPartnerId) return 'selling_partner_mismatch'
  if (expected !== null && expected !== attempt.sellingPartnerId) return 'selling_partner_mismatch'
  if (present !== null && present.accountId !== attempt.accountId) return 'selling_partner_taken'
  return null
}

/** The id is only what the seller's browser says; the stores are what Amazon says of the token. */
async function checkStores(
  tx: Context,
  present: AuthorizationRow | null,
  verified: Verified,
): Promise<ErrorCode | null> {
  if (present === null) return null
  const known = await listParticipations(tx.db, [present.id])
  return isOtherStore(known, verified.participations) ? 'stores_differ' : null
}

/** Sets the grant aside until an operator decides: it stays sealed in the attempt, and nothing uses it. */
export async function quarantine(
  tx: Context,
  attempt: ClaimedAttempt,
  code: ErrorCode,
  problemDetail: string | null = null,
): Promise<Stored> {
  requireScope(tx, 'authorizations:complete')
  await endAttempt(tx, attempt, { status: 'quarantined', problem: code, problemDetail })
  await recordAudit(
    tx,
    'attempt.quarantined',
    { kind: 'attempt', id: attempt.id, accountId: attempt.accountId },
    { problem: code, sellingPartnerId: attempt.sellingPartnerId, authorizationId: attempt.authorizationId },
  )
  await recordStep(tx, attempt.id, 'quarantined', { problem: code })
  return { kind: 'quarantined', code }
}

async function endAttempt(
  tx: Context,
  attempt: ClaimedAttempt,
  change: Parameters<typeof moveClaimedAttempt>[3],
): Promise<void> {
  const moved = await moveClaimedAttempt(tx.db, attempt.id, attempt.claimId, {
    ...change,
    endedAt: tx.now(),
  })
  if (moved === null) throw new AppError('authorization_changed', { attemptId: attempt.id })
}
