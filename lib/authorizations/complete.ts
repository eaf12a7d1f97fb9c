import { hostOf } from '../amazon/hosts.ts'
import { findMarketplace } from '../amazon/marketplaces.ts'
import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { AppError, type ErrorCode, isAppError, isVaultError } from '../errors.ts'
import { type ApplicationRow, findApplication } from '../store/applications.ts'
import { claimAttempt, findAttempt, moveClaimedAttempt } from '../store/attempts.ts'
import { askLwa } from '../tokens/lwa-client.ts'
import { open } from '../vault/seal.ts'
import { type ExchangeFailure, judgeExchangeFailure } from './exchange-outcome.ts'
import { openGrant, sealGrant, toWaitingGrant, type WaitingGrant } from './grant.ts'
import { type AttemptOutcome, outcomeOf } from './outcome.ts'
import { codeBinding } from './receive.ts'
import { recordStep, type StepFacts } from './record-step.ts'
import { storeBesideRivals } from './store-beside-rivals.ts'
import type { ClaimedAttempt } from './store-grant.ts'
import { verifyAttempt } from './verify-attempt.ts'

/** A claim older than this was left by a process that died: longer than the time limit of LWA. */
const staleClaimMs = 30_000

/**
 * Takes an attempt one step on: exchanges the code, reads the participations, stores the authorization. Called by
 * the finish page and by the worker, any number of times; one of them does the work, the others are told how it
 * stands. Throws `attempt_not_found`.
 */
export async function completeAuthorization(ctx: Context, attemptId: string): Promise<AttemptOutcome> {
  requireScope(ctx, 'authorizations:complete')
  const now = ctx.now()
  const staleBefore = new Date(now.getTime() - staleClaimMs)
  const claimed = await claimAttempt(ctx.db, attemptId, now, staleBefore)
  return claimed === null ? readOutcome(ctx, attemptId) : advance(ctx, asClaimed(claimed))
}

async function readOutcome(ctx: Context, attemptId: string): Promise<AttemptOutcome> {
  const row = await findAttempt(ctx.db, attemptId)
  if (row === null) throw new AppError('attempt_not_found')
  return outcomeOf(row)
}

async function advance(ctx: Context, attempt: ClaimedAttempt): Promise<AttemptOutcome> {
  try {
    if (attempt.status !== 'exchanged') return await exchange(ctx, attempt)
    return await store(ctx, attempt, openGrant(ctx.keyRing, attempt.id, attempt.grantSealed ?? ''))
  } catch (error) {
    if (isVaultError(error)) return end(ctx, attempt, 'token_unreadable', { detail: error.message })
    // A slower claim of the same attempt: whoever took it over has the say.
    if (isAppError(error) && error.code === 'authorization_changed') return readOutcome(ctx, attempt.id)
    throw error
  }
}

function asClaimed(row: NonNullable<Awaited<ReturnType<typeof findAttempt>>>): ClaimedAttempt {
  const { accountId, sellingPartnerId, partnerType, claimedAt } = row
  if (accountId === null || sellingPartnerId === null || partnerType === null || claimedAt === null) {
    throw new AppError('internal', { attemptId: row.id })
  }
  return { ...row, accountId, sellingPartnerId, partnerType, claimedAt }
}

async function exchange(ctx: Context, attempt: ClaimedAttempt): Promise<AttemptOutcome> {
  if (attempt.codeSealed === null || attempt.codeExpiresAt === null || attempt.codeExpiresAt <= ctx.now()) {
    return end(ctx, attempt, 'code_expired')
  }
  const application = await findApplication(ctx.db, attempt.applicationId)
  if (application === null) return end(ctx, attempt, 'application_not_ready')
  const grant = await askForTokens(ctx, attempt, application, attempt.codeSealed)
  if ('kind' in grant) return grant

  const moved = await moveClaimedAttempt(ctx.db, attempt.id, attempt.claimedAt, {
    status: 'exchanged',
    grantSealed: sealGrant(ctx.keyRing, attempt.id, grant),
    codeSealed: null,
    amazonRequestId: grant.requestId,
  })
  return moved === null ? { kind: 'working' } : store(ctx, attempt, grant)
}

async function askForTokens(
  ctx: Context,
  attempt: ClaimedAttempt,
  application: ApplicationRow,
  codeSealed: string,
): Promise<WaitingGrant | AttemptOutcome> {
  const host = hostOf(application.tokenEndpoint)
  const startedAt = performance.now()
  const answered = (amazonRequestId: string | null): StepFacts => ({
    host,
    amazonRequestId,
    durationMs: performance.now() - startedAt,
  })
  try {
    const code = open(ctx.keyRing, codeSealed, codeBinding(attempt.id))
    const grant = await askLwa(ctx, application, (client) =>
      ctx.amazon.exchangeCode(client, code, application.redirectUri),
    )
    const facts = answered(grant.requestId)
    if (grant.refreshToken === null) return await end(ctx, attempt, 'refresh_token_missing', facts)
    await recordStep(ctx, attempt.id, 'exchanged', facts)
    return toWaitingGrant(grant, grant.refreshToken, ctx.now())
  } catch (error) {
    const failure = judgeExchangeFailure(error, attempt.uncertainSends)
    if (failure === null) throw error
    const facts = answered(failure.requestId)
    ctx.log.warn(
      {
        attemptId: attempt.id,
        problem: failure.code,
        detail: failure.detail,
        amazonRequestId: failure.requestId,
      },
      'exchange failed',
    )
    return failure.kind === 'end'
      ? await end(ctx, attempt, failure.code, { ...facts, detail: failure.detail })
      : await waitForRetry(ctx, attempt, failure, facts)
  }
}

/** The code is still good: the next caller tries again. */
async function waitForRetry(
  ctx: Context,
  attempt: ClaimedAttempt,
  failure: ExchangeFailure,
  facts: StepFacts,
): Promise<AttemptOutcome> {
  await moveClaimedAttempt(ctx.db, attempt.id, attempt.claimedAt, {
    status: 'received',
    claimedAt: null,
    uncertainSends: attempt.uncertainSends + (failure.uncertain ? 1 : 0),
    problem: failure.code,
    problemDetail: failure.detail,
    amazonRequestId: failure.requestId,
  })
  await recordStep(ctx, attempt.id, 'waiting', { ...facts, problem: failure.code })
  return { kind: 'waiting', code: failure.code }
}

async function end(
  ctx: Context,
  attempt: ClaimedAttempt,
  code: ErrorCode,
  { detail = null, ...facts }: StepFacts & { readonly detail?: string | null } = {},
): Promise<AttemptOutcome> {
  const requestId = facts.amazonRequestId ?? null
  await inTransaction(ctx, async (tx) => {
    requireScope(tx, 'authorizations:complete')
    const moved = await moveClaimedAttempt(tx.db, attempt.id, attempt.claimedAt, {
      status: 'failed',
      endedAt: tx.now(),
      codeSealed: null,
      grantSealed: null,
      problem: code,
      problemDetail: detail,
      amazonRequestId: requestId,
    })
    if (moved === null) return
    await recordAudit(
      tx,
      'attempt.failed',
      { kind: 'attempt', id: attempt.id, accountId: attempt.accountId },
      { problem: code, sellingPartnerId: attempt.sellingPartnerId, requestId },
    )
    await recordStep(tx, attempt.id, 'failed', { ...facts, problem: code })
  })
  return { kind: 'failed', code }
}

async function store(ctx: Context, attempt: ClaimedAttempt, grant: WaitingGrant): Promise<AttemptOutcome> {
  const marketplace = findMarketplace(attempt.marketplaceId ?? '')
  if (marketplace === null) return end(ctx, attempt, 'marketplace_unknown')
  const { partnerType } = attempt
  const verified = await verifyAttempt(ctx, attempt.id, grant.accessToken, { marketplace, partnerType })
  const stored = await storeBesideRivals(ctx, attempt, grant, verified)
  return stored.kind === 'completed' ? stored : { kind: 'failed', code: stored.code }
}
