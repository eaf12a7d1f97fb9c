import type { Diagnosis } from '../amazon/diagnosis/diagnose.ts'
import { diagnoseFailure } from '../amazon/diagnosis/to-diagnosis.ts'
import { findMarketplace, type Marketplace, type PartnerType } from '../amazon/marketplaces.ts'
import { type PastedToken, pasteNoise, readPastedToken } from '../amazon/read-pasted-token.ts'
import { readMerchantToken } from '../authorizations/edit.ts'
import { findOwnAccount, ownAccount } from '../authorizations/own-account.ts'
import {
  explainParticipationProblem,
  type GrantDetails,
  toGrantDetails,
} from '../authorizations/participations.ts'
import { pastedTokenProblems, type Tried, tryToken } from '../authorizations/try-token.ts'
import { type Context, inTransaction, requireScope, type Tx, visibleTo } from '../context.ts'
import { untilStored } from '../database/retry.ts'
import { AppError, type ErrorCode, isAppError } from '../errors.ts'
import { describeFailure, type Failure } from '../failure.ts'
import { parseName } from '../parse-name.ts'
import type { Secret } from '../secret.ts'
import { type ApplicationRow, findApplication, listApplications } from '../store/applications.ts'
import {
  type AuthorizationRow,
  findAuthorization,
  listSelfAuthorizations,
  lockAuthorization,
} from '../store/authorizations.ts'
import { findAccountByText, listAccounts } from '../store/people/accounts.ts'
import { everything } from '../store/visibility.ts'
import { type IssuedTokens, openHeldToken } from '../tokens/install.ts'
import { sameDigest, sameSecret } from '../vault/digest.ts'
import { tokenGrantKey } from './grant-key.ts'
import { sealGrant, verifyAttempt } from './kept-grant.ts'
import { lockRecord } from './lock-record.ts'
import { beginAttempt, newAttempt } from './new-attempt.ts'
import { recordStep, type StepFacts } from './steps.ts'
import { storeOnce, writeGrant } from './store-grant.ts'
import { transition, tryTransition } from './transition.ts'

export type SelfAuthorized =
  | {
      readonly kind: 'stored'
      readonly authorizationId: string
      readonly isNew: boolean
      /** Everything removed from the paste, in words. */
      readonly removed: readonly string[]
      /** Why it is unverified, in words; null when it is verified. */
      readonly unverified: string | null
    }
  /** LWA issued no token for it, and nothing was stored. */
  | {
      readonly kind: 'refused'
      readonly code: ErrorCode
      readonly detail: string
      readonly diagnosis: Diagnosis | null
    }

/** Longer than storing may take while the database is unavailable. */
const lifeMs = 70 * 60_000

/**
 * Stores the refresh token that Amazon showed to an operator. A refresh must succeed; if the participations are
 * refused, or for vendors, it is stored as unverified. The same token finds the same record.
 */
export async function selfAuthorize(ctx: Context, request: SelfRequest): Promise<SelfAuthorized> {
  requireScope(ctx, 'authorizations:operate')
  return passThrough(ctx, await readSelfRequest(ctx, request))
}

/**
 * Puts a new token into a self-authorized record. Amazon doesn't say to which seller it belongs, so the previous token
 * is kept for a while.
 */
export async function replaceToken(ctx: Context, id: string, pasted: Secret): Promise<SelfAuthorized> {
  requireScope(ctx, 'authorizations:operate')
  const found = await findAuthorization(ctx.db, id, visibleTo(ctx.actor))
  if (found === null) throw new AppError('authorization_not_found', { id })
  const { authorization: row, application } = found
  if (row.releasedAt !== null) throw new AppError('authorization_released', { id })
  const marketplace = findMarketplace(row.marketplaceId)
  if (row.workflow !== 'self' || marketplace === null) throw new AppError('authorization_not_self', { id })
  const { partnerType, accountId, sellingPartnerId } = row
  return passThrough(ctx, {
    application,
    marketplace,
    partnerType,
    accountId,
    authorizationId: id,
    pasted: readPastedToken(pasted.expose()),
    merchantToken: sellingPartnerId,
  })
}

async function passThrough(ctx: Context, self: SelfGrant): Promise<SelfAuthorized> {
  const attemptId = await startAttempt(ctx, self)
  try {
    const tried = await tryPasted(ctx, attemptId, self)
    if (tried.kind === 'fails') return await refuse(ctx, attemptId, self, tried)
    const removed = self.pasted.removed.map((noise) => pasteNoise[noise])
    const { problem } = tried.verified
    const unverified = problem === null ? null : explainParticipationProblem(problem)
    return { kind: 'stored', ...tried.stored, removed, unverified }
  } catch (error) {
    if (isAppError(error))
      await endFailed(ctx, attemptId, self, { code: error.code, failure: null, step: {} })
    throw error
  }
}

/**
 * Tests the token, verifies it, and retries storing it until that succeeds. If LWA rotates the token, the new one
 * exists nowhere else: it is stored before it is verified, and its details are read later. If another record conflicts
 * with it, it is quarantined.
 */
async function tryPasted(ctx: Context, attemptId: string, self: SelfGrant) {
  const { application, marketplace, partnerType, pasted } = self
  const asAttempt = { id: attemptId, marketplaceId: marketplace.id, partnerType, storeTries: 0 }
  const storeAs = async (grant: IssuedTokens, verified: GrantDetails) => ({
    verified,
    stored: await untilStored(ctx, { attemptId }, () =>
      storeOnce(() => storeSelfGrant(ctx, attemptId, self, grant, verified)),
    ),
  })
  const kept: { rotated: Awaited<ReturnType<typeof storeAs>> | null } = { rotated: null }
  const tried = await tryToken(ctx, application, pasted.refreshToken, async (grant) => {
    const problem = partnerType === 'vendor' ? 'vendor' : 'unavailable'
    try {
      kept.rotated = await storeAs(grant, toGrantDetails(marketplace, { problem, requestId: null }))
    } catch (error) {
      if (isAppError(error)) await setAside(ctx, attemptId, self, grant, error.code)
      throw error
    }
  })
  if (tried.kind === 'fails') return tried
  await recordStep(ctx, attemptId, 'exchanged', tried.step)
  if (kept.rotated !== null) return { kind: 'stored' as const, ...kept.rotated }
  const { accessToken } = tried.grant
  const verified = await verifyAttempt(ctx, asAttempt, accessToken, { isRegionSure: true })
  return { kind: 'stored' as const, ...(await storeAs(tried.grant, verified)) }
}

async function setAside(
  ctx: Context,
  attemptId: string,
  { merchantToken, authorizationId }: SelfGrant,
  grant: IssuedTokens,
  code: ErrorCode,
): Promise<void> {
  const { requestId } = grant
  await untilStored(ctx, { attemptId }, () =>
    inTransaction(ctx, async (tx) => {
      requireScope(tx, 'authorizations:operate')
      await transition(tx, { id: attemptId, claimId: null }, 'quarantineSelf', {
        problem: code,
        set: { grantSealed: sealGrant(tx.keyRing, attemptId, grant), amazonRequestId: requestId },
        details: { sellingPartnerId: merchantToken, authorizationId },
      })
    }),
  )
}

function startAttempt(ctx: Context, self: SelfGrant): Promise<string> {
  const { application, accountId, marketplace, partnerType, merchantToken, authorizationId } = self
  return beginAttempt(ctx, 'startSelf', {
    // No browser waits for it.
    ...newAttempt(ctx, application, lifeMs).columns,
    workflow: 'self',
    accountId,
    partnerType,
    authorizationId,
    personId: 'personId' in ctx.actor ? ctx.actor.personId : null,
    marketplaceId: marketplace.id,
    sellingPartnerId: merchantToken,
  })
}

async function refuse(
  ctx: Context,
  attemptId: string,
  self: SelfGrant,
  { verdict, failure, step }: Extract<Tried, { kind: 'fails' }>,
): Promise<SelfAuthorized> {
  const code = pastedTokenProblems[verdict]
  await endFailed(ctx, attemptId, self, { code, failure, step })
  return { kind: 'refused', code, detail: describeFailure(failure), diagnosis: diagnoseFailure(failure) }
}

interface FailedTry {
  readonly code: ErrorCode
  readonly failure: Failure | null
  readonly step: StepFacts
}

async function endFailed(
  ctx: Context,
  attemptId: string,
  { merchantToken }: SelfGrant,
  { code, failure, step }: FailedTry,
): Promise<void> {
  const requestId = step.amazonRequestId ?? null
  await inTransaction(ctx, async (tx) => {
    // An attempt that has ended meanwhile keeps its outcome.
    await tryTransition(tx, { id: attemptId, claimId: null }, 'failSelf', {
      problem: code,
      set: { failure, amazonRequestId: requestId },
      details: { sellingPartnerId: merchantToken, requestId },
      steps: { failed: step },
    })
  })
}

/** As it was filled in. */
export interface SelfRequest {
  readonly pasted: Secret
  readonly applicationId: string
  /** The home marketplace: its region is where SP-API is asked. */
  readonly marketplaceId: string
  /** `seller` or `vendor`. */
  readonly partnerType: string
  readonly label: string
  /** Name, email address or id; empty: the company's own account. */
  readonly account: string
  /** The account that the operator was shown for it; required unless it is named by its id. */
  readonly confirmedAccountId?: string | null
  /** Empty: unknown. */
  readonly merchantToken: string
}

/** The parts of a self-authorization. */
export interface SelfGrant {
  readonly pasted: PastedToken
  readonly application: ApplicationRow
  readonly marketplace: Marketplace
  readonly partnerType: PartnerType
  readonly accountId: string
  readonly merchantToken: string | null
  /** Left out: the previous label stays. */
  readonly label?: string
  /** The record whose token is replaced, whatever its previous token was. */
  readonly authorizationId: string | null
}

export async function readSelfRequest(ctx: Context, request: SelfRequest): Promise<SelfGrant> {
  const pasted = readPastedToken(request.pasted.expose())
  const { applicationId } = request
  const marketplace = findMarketplace(request.marketplaceId)
  if (marketplace === null) throw new AppError('marketplace_unknown')
  const application = await findApplication(ctx.db, applicationId)
  if (application === null) throw new AppError('application_not_found', { applicationId })
  const partnerType = application.partnerTypes.find((type) => type === request.partnerType)
  if (partnerType === undefined) throw new AppError('application_partner_type', { applicationId })
  const label = parseName(request.label)
  const merchantToken = request.merchantToken.trim() === '' ? null : readMerchantToken(request.merchantToken)
  const isOwn = request.account.trim() === ''
  const { account, confirmedAccountId = null } = request
  const accountId = isOwn
    ? await ownAccount(ctx)
    : (await findAccountByText(ctx.db, account, confirmedAccountId)).id
  return {
    pasted,
    application,
    marketplace,
    partnerType,
    accountId,
    merchantToken,
    label,
    authorizationId: null,
  }
}

/** Stores a self-authorization in one transaction: a new record, or a new token for the one that it belongs to. */
export async function storeSelfGrant(
  ctx: Context,
  attemptId: string,
  self: SelfGrant,
  grant: IssuedTokens,
  verified: GrantDetails,
): Promise<{ readonly authorizationId: string; readonly isNew: boolean }> {
  const tokenKey = await tokenGrantKey(ctx, self.pasted.refreshToken)
  return inTransaction(ctx, async (tx) => {
    requireScope(tx, 'authorizations:operate')
    const present = await lockPresent(tx, self, tokenKey, verified)
    if (present !== null) requireReplaceable(present, self, verified)
    const { application, accountId, partnerType, merchantToken, label } = self
    const fields = {
      id: attemptId,
      applicationId: application.id,
      accountId,
      partnerType,
      workflow: 'self' as const,
      sellingPartnerId: merchantToken ?? present?.sellingPartnerId ?? null,
      grantKey: merchantToken ?? present?.grantKey ?? tokenKey,
      ...(label !== undefined && { label }),
    }
    const authorizationId = await writeGrant(tx, fields, grant, verified, present)
    const { sellingPartnerId } = fields
    await transition(tx, { id: attemptId, claimId: null }, 'completeSelf', {
      set: { authorizationId, sellingPartnerId, amazonRequestId: grant.requestId },
    })
    return { authorizationId, isNew: present === null }
  })
}

/** Finds the record that it belongs to: the named one, the merchant token's, or the one that holds this token. */
async function lockPresent(
  tx: Tx,
  { application, accountId, authorizationId, merchantToken, pasted }: SelfGrant,
  tokenKey: string,
  verified: GrantDetails,
): Promise<AuthorizationRow | null> {
  const applicationId = application.id
  const recordKey = { applicationId, accountId, grantKey: merchantToken ?? tokenKey, authorizationId }
  const own = await listSelfAuthorizations(tx.db, applicationId)
  const holder = own.find(
    (row) => sameDigest(row.grantKey, tokenKey) || sameSecret(openHeldToken(tx, row), pasted.refreshToken),
  )
  const named =
    authorizationId === null
      ? (await lockRecord(tx, recordKey, verified)).present
      : await lockAuthorization(tx.db, authorizationId, everything)
  if (holder === undefined) return named
  if (named !== null && named.id !== holder.id) {
    throw new AppError('pasted_token_elsewhere', { authorizationId: holder.id })
  }
  return named ?? lockAuthorization(tx.db, holder.id, everything)
}

function requireReplaceable(present: AuthorizationRow, self: SelfGrant, verified: GrantDetails): void {
  const { id, accountId, sellingPartnerId } = present
  if (present.releasedAt !== null) throw new AppError('authorization_released', { id })
  if (accountId !== self.accountId) throw new AppError('pasted_token_taken', { authorizationId: id })
  const { merchantToken } = self
  if (sellingPartnerId !== null && merchantToken !== null && sellingPartnerId !== merchantToken) {
    throw new AppError('merchant_token_differs', { authorizationId: id })
  }
  const isSameGroup = present.consentGroup === verified.consentGroup || present.consentGroup === 'unknown'
  const stays = present.region === verified.region && isSameGroup
  // The first paste may have named a wrong marketplace; a record that Amazon has confirmed stays where it is.
  const isSettled = sellingPartnerId !== null || present.participationsProblem === null
  if (!stays && isSettled) throw new AppError('pasted_region_differs', { authorizationId: id })
}

/** The choices for a self-authorization: applications in use, private ones first, and accounts by name. */
export async function listSelfChoices(ctx: Context) {
  requireScope(ctx, 'authorizations:operate')
  const [applications, accounts, ownId] = await Promise.all([
    listApplications(ctx.db),
    listAccounts(ctx.db),
    findOwnAccount(ctx),
  ])
  return {
    accounts: accounts.filter(({ id }) => id !== ownId),
    applications: applications
      .filter(({ retiredAt }) => retiredAt === null)
      .toSorted((one, other) => Number(other.kind === 'private') - Number(one.kind === 'private'))
      .map(({ id, name, kind }) => ({ id, name, kind })),
  }
}
