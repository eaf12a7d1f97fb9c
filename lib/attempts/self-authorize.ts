import type { Diagnosis } from '../amazon/diagnosis/diagnose.ts'
import { diagnoseDetail } from '../amazon/diagnosis/to-diagnosis.ts'
import { findMarketplace } from '../amazon/marketplaces.ts'
import { pasteNoise, readPastedToken } from '../amazon/read-pasted-token.ts'
import { recordAudit } from '../audit/record.ts'
import type { WaitingGrant } from '../authorizations/grant.ts'
import { explainParticipationProblem } from '../authorizations/participation-problems.ts'
import { type Tried, tryToken } from '../authorizations/try-token.ts'
import { toVerified, type Verified } from '../authorizations/verify.ts'
import { type Context, inTransaction, requireScope, visibleTo } from '../context.ts'
import { retryWithBackoff } from '../database/retry.ts'
import { AppError, type ErrorCode, isAppError } from '../errors.ts'
import type { Secret } from '../secret.ts'
import { endStartedAttempt } from '../store/attempts.ts'
import { findAuthorization } from '../store/authorizations.ts'
import { newAttempt, storeAttempt } from './new-attempt.ts'
import { recordStep, type StepFacts } from './record-step.ts'
import { readSelfRequest, type SelfGrant, type SelfRequest } from './self-request.ts'
import { storeOnce } from './store-once.ts'
import { storeSelfGrant } from './store-self-grant.ts'
import { verifyAttempt } from './verify-attempt.ts'

export type SelfAuthorized =
  | {
      readonly kind: 'stored'
      readonly authorizationId: string
      readonly isNew: boolean
      /** What was taken away from the paste, in words. */
      readonly removed: readonly string[]
      /** Why it is unverified, in words; null when it is verified. */
      readonly unverified: string | null
    }
  /** LWA gave nothing for it, and nothing was stored. */
  | {
      readonly kind: 'refused'
      readonly code: ErrorCode
      readonly detail: string
      readonly diagnosis: Diagnosis | null
    }

/** Longer than storing may take while the database is away. */
const lifeMs = 70 * 60_000

/**
 * Stores the refresh token that Amazon showed to an operator. A refresh must succeed; where the participations are
 * refused, or for vendors, it is stored as unverified. The same token finds the same record. Throws what
 * `readSelfRequest` names, and `pasted_token_taken`, `merchant_token_taken`, `merchant_token_differs`.
 */
export async function selfAuthorize(ctx: Context, request: SelfRequest): Promise<SelfAuthorized> {
  requireScope(ctx, 'authorizations:operate')
  return passThrough(ctx, await readSelfRequest(ctx, request))
}

/**
 * Puts a new token into a self-authorized record. Amazon does not tell whose it is: the token before is kept for a
 * while. Throws `authorization_not_found`, `authorization_released`, `authorization_not_self`, `pasted_…`.
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
    ...{ application, marketplace, partnerType, accountId, authorizationId: id },
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
    if (isAppError(error)) await endFailed(ctx, attemptId, self, { code: error.code, detail: null, step: {} })
    throw error
  }
}

/**
 * Tries the token, verifies it, and stores it until that succeeds. One that LWA rotates meanwhile exists nowhere else:
 * it is stored before it is verified, and its details are read later.
 */
async function tryPasted(ctx: Context, attemptId: string, self: SelfGrant) {
  const { application, marketplace, partnerType, pasted } = self
  const asAttempt = { id: attemptId, marketplaceId: marketplace.id, partnerType, storeTries: 0 }
  const storeAs = async (grant: WaitingGrant, verified: Verified) => ({
    verified,
    stored: await retryWithBackoff(
      () => storeOnce(() => storeSelfGrant(ctx, attemptId, self, grant, verified)),
      {
        report: (error) => ctx.log.error({ error, attemptId }, 'pasted token not stored yet'),
      },
    ),
  })
  const kept: { rotated: Awaited<ReturnType<typeof storeAs>> | null } = { rotated: null }
  const tried = await tryToken(ctx, application, pasted.refreshToken, async (grant) => {
    const problem = partnerType === 'vendor' ? 'vendor' : 'unavailable'
    kept.rotated = await storeAs(grant, toVerified(marketplace, { problem, requestId: null }))
  })
  if (tried.kind === 'fails') return tried
  await recordStep(ctx, attemptId, 'exchanged', tried.step)
  if (kept.rotated !== null) return { kind: 'stored' as const, ...kept.rotated }
  const { accessToken } = tried.grant
  const verified = await verifyAttempt(ctx, asAttempt, accessToken, { isRegionSure: true })
  return { kind: 'stored' as const, ...(await storeAs(tried.grant, verified)) }
}

function startAttempt(ctx: Context, self: SelfGrant): Promise<string> {
  const { application, accountId, marketplace, partnerType, merchantToken, authorizationId } = self
  return storeAttempt(
    ctx,
    {
      // No browser comes back with it.
      ...newAttempt(ctx, application, lifeMs).columns,
      ...{ workflow: 'self', status: 'started', accountId, partnerType, authorizationId },
      personId: 'personId' in ctx.actor ? ctx.actor.personId : null,
      marketplaceId: marketplace.id,
      sellingPartnerId: merchantToken,
    },
    [{ step: 'started' }],
  )
}

const codes = {
  refused: 'pasted_token_refused',
  foreign: 'pasted_token_foreign',
  unproven: 'pasted_token_unproven',
} as const

async function refuse(
  ctx: Context,
  attemptId: string,
  self: SelfGrant,
  { verdict, detail, step }: Extract<Tried, { kind: 'fails' }>,
): Promise<SelfAuthorized> {
  const code = codes[verdict]
  await endFailed(ctx, attemptId, self, { code, detail, step })
  return { kind: 'refused', code, detail, diagnosis: diagnoseDetail(detail) }
}

interface Failure {
  readonly code: ErrorCode
  readonly detail: string | null
  readonly step: StepFacts
}

async function endFailed(
  ctx: Context,
  attemptId: string,
  { accountId, merchantToken }: SelfGrant,
  { code, detail, step }: Failure,
): Promise<void> {
  const requestId = step.amazonRequestId ?? null
  await inTransaction(ctx, async (tx) => {
    requireScope(tx, 'authorizations:operate')
    const ended = await endStartedAttempt(tx.db, attemptId, {
      ...{ status: 'failed', endedAt: tx.now(), problem: code, problemDetail: detail },
      amazonRequestId: requestId,
    })
    if (ended === null) return
    await recordAudit(
      tx,
      'attempt.failed',
      { kind: 'attempt', id: attemptId, accountId },
      { problem: code, sellingPartnerId: merchantToken, requestId },
    )
    await recordStep(tx, attemptId, 'failed', { ...step, problem: code })
  })
}
