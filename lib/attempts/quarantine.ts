import type { Diagnosis } from '../amazon/diagnosis/diagnose.ts'
import { diagnoseFailure } from '../amazon/diagnosis/to-diagnosis.ts'
import type { LwaVerdict } from '../amazon/lwa-verdict.ts'
import type { PartnerType } from '../amazon/marketplaces.ts'
import { recordAudit } from '../audit/record.ts'
import type { GrantDetails } from '../authorizations/participations.ts'
import { tryToken } from '../authorizations/try-token.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { AppError, type ErrorCode, isVaultError } from '../errors.ts'
import { describeFailure } from '../failure.ts'
import { checkLinkUse, lockLink, spendLink } from '../links/redeem.ts'
import { type ApplicationRow, findApplication } from '../store/applications.ts'
import { type AttemptRow, findAttempt, listQuarantined, lockQuarantined } from '../store/attempts.ts'
import { findAuthorization, listHolders } from '../store/authorizations.ts'
import { findQuarantinedLine } from '../store/imports/quarantined-lines.ts'
import type { TokenImportLineRow } from '../store/imports/token-imports.ts'
import { everything } from '../store/visibility.ts'
import type { IssuedTokens } from '../tokens/install.ts'
import { tokenGrantKey } from './grant-key.ts'
import { keepRotatedGrant, openGrant, verifyAttempt } from './kept-grant.ts'
import { deadlineOf } from './lifecycle.ts'
import { lockRecord } from './lock-record.ts'
import { isConcurrentGrant, storeOnce, writeGrant } from './store-grant.ts'
import { transition, tryTransition } from './transition.ts'

export type Accepted =
  | { readonly kind: 'accepted'; readonly authorizationId: string }
  /** LWA rejected it or didn't respond. The grant stays in quarantine. */
  | {
      readonly kind: 'refused'
      readonly code: ErrorCode
      readonly detail: string
      readonly diagnosis: Diagnosis | null
    }

interface Quarantined extends AttemptRow {
  readonly accountId: string
  readonly partnerType: PartnerType
  readonly grantSealed: string
}

/** An access token that ends sooner is renewed before the grant is stored. */
const leastLifeMs = 5 * 60_000

/**
 * Stores a quarantined grant for the account that obtained it: as a new authorization, or as the new tokens of the
 * account's existing authorization for the selling partner. It replaces a token newer than the grant only if the
 * operator agreed: `replaces` is the time of the newest token that they were shown. In that case, LWA has to accept the
 * grant first.
 */
export async function acceptQuarantined(
  ctx: Context,
  attemptId: string,
  replaces: Date | null = null,
): Promise<Accepted> {
  requireScope(ctx, 'authorizations:operate')
  const attempt = await readQuarantined(ctx, attemptId)
  const application = await findApplication(ctx.db, attempt.applicationId)
  if (application === null) throw new AppError('application_not_found')
  const kept = openKept(ctx, attempt)
  const isFresh = kept.expiresAt.getTime() - ctx.now().getTime() >= leastLifeMs
  const grant = isFresh && replaces === null ? kept : await renewGrant(ctx, attempt, application, kept)
  if ('kind' in grant) return grant
  const verified = await verifyAttempt(ctx, { ...attempt, storeTries: 0 }, grant.accessToken)
  const origin = await readOrigin(ctx, attempt)
  // Amazon doesn't say whose a token without a selling partner id is: the token itself identifies the grant.
  const grantKey = origin.grantKey ?? (await tokenGrantKey(ctx, kept.refreshToken))
  return storeOnce(() => store(ctx, attempt, { grant, verified, replaces, ...origin, grantKey }))
}

async function readQuarantined(ctx: Context, attemptId: string): Promise<Quarantined> {
  const row = await findAttempt(ctx.db, attemptId)
  if (row === null) throw new AppError('attempt_not_found')
  const { status, accountId, partnerType, grantSealed } = row
  const isKept = status === 'quarantined' && grantSealed !== null
  if (!isKept || accountId === null || partnerType === null) throw new AppError('quarantine_over')
  return { ...row, accountId, partnerType, grantSealed }
}

function openKept(ctx: Context, { id, grantSealed }: Quarantined): IssuedTokens {
  try {
    return openGrant(ctx.keyRing, id, grantSealed)
  } catch (error) {
    if (!isVaultError(error)) throw error
    throw new AppError('token_unreadable', { attemptId: id }, { cause: error })
  }
}

const problems = {
  'grant-refused': 'quarantine_refused',
  'grant-foreign': 'quarantine_refused',
  'client-refused': 'quarantine_unproven',
  'request-refused': 'quarantine_unproven',
  unanswered: 'quarantine_unproven',
  unreadable: 'quarantine_unproven',
} as const satisfies Readonly<Record<LwaVerdict, ErrorCode>>

async function renewGrant(
  ctx: Context,
  { id, accountId }: Quarantined,
  application: ApplicationRow,
  kept: IssuedTokens,
): Promise<IssuedTokens | Extract<Accepted, { kind: 'refused' }>> {
  const tried = await tryToken(ctx, application, kept.refreshToken, keepRotatedGrant(ctx, id))
  if (tried.kind === 'works') return tried.grant
  const { failure, verdict } = tried
  const detail = describeFailure(failure)
  const code = problems[verdict]
  await recordAudit(
    ctx,
    'attempt.acceptance-failed',
    { kind: 'attempt', id, accountId },
    { problem: code, detail },
  )
  return { kind: 'refused', code, detail, diagnosis: diagnoseFailure(failure) }
}

/** Where a grant comes from, and which records it can belong to; a null key: of its token alone. */
interface Origin {
  readonly line: TokenImportLineRow | null
  readonly grantKey: string | null
}

async function readOrigin(
  ctx: Context,
  { id, sellingPartnerId, authorizationId }: Pick<AttemptRow, 'id' | 'sellingPartnerId' | 'authorizationId'>,
): Promise<Origin> {
  const line = await findQuarantinedLine(ctx.db, id)
  if (sellingPartnerId !== null) return { line, grantKey: sellingPartnerId }
  const renewed =
    authorizationId === null ? null : await findAuthorization(ctx.db, authorizationId, everything)
  return { line, grantKey: renewed?.authorization.grantKey ?? line?.tokenDigest ?? null }
}

interface Acceptance {
  readonly grant: IssuedTokens
  readonly verified: GrantDetails
  readonly replaces: Date | null
  readonly line: TokenImportLineRow | null
  readonly grantKey: string
}

async function store(
  ctx: Context,
  attempt: Quarantined,
  { grant, verified: found, replaces, line, grantKey }: Acceptance,
): Promise<Accepted> {
  const { id, accountId } = attempt
  return inTransaction(ctx, async (tx) => {
    if (!(await lockQuarantined(tx.db, id))) throw new AppError('quarantine_over')
    const link = await lockLink(tx, attempt.connectLinkId)
    const { present, verified } = await lockRecord(tx, { ...attempt, grantKey }, found)
    if (present !== null && present.accountId !== accountId) {
      throw new AppError('quarantine_taken', { authorizationId: present.id })
    }
    // Compared with the locked row: the operator wasn't shown a token that was stored since.
    const newer = isConcurrentGrant(attempt, present) ? present : null
    const isAgreed = newer === null || (replaces !== null && newer.renewedAt <= replaces)
    if (!isAgreed) throw new AppError('quarantine_older', { authorizationId: newer.id })
    const sellingPartnerId = attempt.sellingPartnerId ?? present?.sellingPartnerId ?? null
    const { consentGroup } = verified
    // The operator accepts the grant, not that it differs from what its link asks for: such a link stays as it is.
    const usable = checkLinkUse(link, { sellingPartnerId, consentGroup }, present) === null ? link : null
    const fields = { ...attempt, sellingPartnerId, grantKey, link: usable, ...(line && statedIn(line)) }
    const authorizationId = await writeGrant(tx, fields, grant, verified, present)
    await transition(tx, attempt, 'accept', {
      set: { authorizationId },
      details: {
        sellingPartnerId,
        authorizationId,
        replacedTokenOf: newer?.renewedAt.toISOString() ?? null,
      },
    })
    await spendLink(tx, usable, { authorizationId, consentGroup })
    return { kind: 'accepted', authorizationId }
  })
}

/** What an import says about its grant, as if the line had been imported. */
function statedIn({ authorizedAt, externalReference, tags }: TokenImportLineRow) {
  return { grantedAt: authorizedAt, link: { externalReference, tags, keyTags: {} } }
}

/** Destroys a grant that was set aside. */
export async function dismissQuarantined(ctx: Context, attemptId: string): Promise<void> {
  requireScope(ctx, 'authorizations:operate')
  await inTransaction(ctx, async (tx) => {
    const attempt = await findAttempt(tx.db, attemptId)
    if (attempt === null) throw new AppError('attempt_not_found')
    const details = { sellingPartnerId: attempt.sellingPartnerId }
    if ((await tryTransition(tx, attempt, 'dismiss', { details })) === null)
      throw new AppError('quarantine_over')
  })
}

const mostListed = 100

/** A grant that waits for an operator's decision. */
export interface QuarantinedGrant {
  readonly attemptId: string
  readonly sellingPartnerId: string | null
  /** Another account has connected this selling partner id already. */
  readonly isTaken: boolean
}

/** When a grant that was quarantined at `endedAt` is destroyed automatically. */
export function keptUntil({ settings }: Pick<Context, 'settings'>, endedAt: Date): Date {
  return deadlineOf({ status: 'quarantined', endedAt }, settings) ?? endedAt
}

/** Newest first, the first hundred. */
export async function listQuarantinedGrants(ctx: Context): Promise<readonly QuarantinedGrant[]> {
  requireScope(ctx, 'attempts:read')
  const rows = await listQuarantined(ctx.db, { endedBy: ctx.now(), limit: mostListed })
  return rows.map(({ id, sellingPartnerId, problem }) => ({
    attemptId: id,
    sellingPartnerId,
    isTaken: problem === 'selling_partner_taken',
  }))
}

/** The authorization whose token accepting a grant would replace. */
export interface ReplacedToken {
  readonly authorizationId: string
  readonly renewedAt: Date
  /** It came after the grant. */
  readonly isNewer: boolean
}

/**
 * The authorization of this attempt's account that the grant belongs to, if there is one: the one whose token is newer
 * than the grant, else the latest. It may be of any region: that of the grant is only certain once it is accepted.
 */
export async function readReplacedToken(ctx: Context, attemptId: string): Promise<ReplacedToken | null> {
  requireScope(ctx, 'attempts:read')
  const attempt = await findAttempt(ctx.db, attemptId)
  if (attempt === null) throw new AppError('attempt_not_found', { attemptId })
  const { applicationId, accountId } = attempt
  const { grantKey } = await readOrigin(ctx, attempt)
  if (accountId === null || grantKey === null) return null
  const holders = await listHolders(ctx.db, { applicationId, accountId, grantKey })
  const newer = holders.find((row) => isConcurrentGrant(attempt, row))
  const replaced = newer ?? holders[0]
  if (replaced === undefined) return null
  return { authorizationId: replaced.id, renewedAt: replaced.renewedAt, isNewer: newer !== undefined }
}
