import { type AnyAmazonError, isAmazonError } from '../amazon/errors.ts'
import { hostOf } from '../amazon/hosts.ts'
import { type LwaVerdict, lwaVerdict } from '../amazon/lwa-verdict.ts'
import type { GrantDetails } from '../authorizations/participations.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { describeDatabaseError } from '../database/errors.ts'
import { untilStored } from '../database/retry.ts'
import { AppError, type ErrorCode, isVaultError } from '../errors.ts'
import { type Failure, ownFailure } from '../failure.ts'
import { count } from '../metrics/record.ts'
import { seals } from '../seals.ts'
import { type ApplicationRow, findApplication } from '../store/applications.ts'
import { type AttemptRow, findAttempt } from '../store/attempts.ts'
import { type IssuedTokens, toIssuedTokens } from '../tokens/install.ts'
import { askLwa } from '../tokens/lwa-client.ts'
import { inSpan } from '../traces/trace.ts'
import { open } from '../vault/seal.ts'
import { openGrant, readKept, sealGrant, verifyAttempt } from './kept-grant.ts'
import { deadlineOf } from './lifecycle.ts'
import { recordStep, type StepFacts, toErrorCode } from './steps.ts'
import { quarantine, storeWithConcurrentGrants } from './store-grant.ts'
import {
  type ClaimedAttempt,
  claimOne,
  isLostAttempt,
  sealIssuedGrant,
  tryTransition,
  whileClaimed,
} from './transition.ts'

/** Between two tries of an exchange that Amazon didn't answer. */
const exchangeRetryMs = 5_000

/** The progress of an attempt, as the finish page shows it. */
export type AttemptOutcome =
  /** A process is working on it. */
  | { readonly kind: 'working' }
  /** Amazon sent no usable response, or the tokens couldn't be stored. It will be retried. */
  | { readonly kind: 'waiting'; readonly code: ErrorCode }
  | { readonly kind: 'failed'; readonly code: ErrorCode }
  | { readonly kind: 'completed'; readonly authorizationId: string }

export function outcomeOf(row: Pick<AttemptRow, 'status' | 'problem' | 'authorizationId'>): AttemptOutcome {
  switch (row.status) {
    case 'completed':
      return row.authorizationId === null
        ? { kind: 'failed', code: 'authorization_not_found' }
        : { kind: 'completed', authorizationId: row.authorizationId }
    case 'failed':
    case 'quarantined':
      return { kind: 'failed', code: toErrorCode(row.problem) }
    case 'received':
    case 'exchanged':
      return row.problem === null ? { kind: 'working' } : { kind: 'waiting', code: toErrorCode(row.problem) }
    case 'exchanging':
      return { kind: 'working' }
    case 'arrived':
    case 'started':
      return { kind: 'failed', code: 'attempt_not_found' }
  }
}

/**
 * Takes an attempt to its next step: exchanges the code, reads the participations, stores the authorization. The finish
 * page and the workers call it any number of times: one of them does the work, the others get the current outcome.
 */
export async function completeAuthorization(ctx: Context, attemptId: string): Promise<AttemptOutcome> {
  requireScope(ctx, 'authorizations:complete')
  const claimed = await claimOne(ctx, attemptId)
  return claimed === null ? readOutcome(ctx, attemptId) : completeClaimed(ctx, claimed)
}

/** Like `completeAuthorization`, for a caller that has already claimed the attempt. */
export function completeClaimed(ctx: Context, attempt: ClaimedAttempt): Promise<AttemptOutcome> {
  requireScope(ctx, 'authorizations:complete')
  return inSpan('complete attempt', { attemptId: attempt.id }, async (span) => {
    const outcome = await whileClaimed(ctx, attempt, () => advance(ctx, attempt))
    span.add({ 'gatehouse.attempt.outcome': outcome.kind })
    if ('code' in outcome) span.add({ 'error.type': outcome.code })
    if (outcome.kind === 'completed')
      count('gatehouse_attempts_ended_total', { outcome: 'completed', code: 'none' })
    if (outcome.kind === 'failed') {
      count('gatehouse_attempts_ended_total', { outcome: 'failed', code: outcome.code })
    }
    return outcome
  })
}

async function readOutcome(ctx: Context, attemptId: string): Promise<AttemptOutcome> {
  const row = await findAttempt(ctx.db, attemptId)
  if (row === null) throw new AppError('attempt_not_found')
  return outcomeOf(row)
}

async function advance(ctx: Context, attempt: ClaimedAttempt): Promise<AttemptOutcome> {
  try {
    if (attempt.status !== 'exchanged') return await exchange(ctx, attempt)
    return await store(ctx, attempt, () => openGrant(ctx.keyRing, attempt.id, attempt.grantSealed ?? ''))
  } catch (error) {
    // Another process has claimed the attempt meanwhile: its outcome counts.
    if (isLostAttempt(error)) return readOutcome(ctx, attempt.id)
    throw error
  }
}

/** LWA's answer to a code, as far as it is stored. */
type Issued = { readonly requestId: string | null } & (
  | { readonly kind: 'stored'; readonly attempt: ClaimedAttempt; readonly grant: IssuedTokens }
  /** Newer tokens of the same code are stored. */
  | { readonly kind: 'superseded' }
  /** LWA issued no refresh token. */
  | { readonly kind: 'incomplete' }
)

async function exchange(ctx: Context, attempt: ClaimedAttempt): Promise<AttemptOutcome> {
  if (attempt.codeSealed === null || attempt.codeExpiresAt === null || attempt.codeExpiresAt <= ctx.now()) {
    return end(ctx, attempt, 'code_expired')
  }
  const application = await findApplication(ctx.db, attempt.applicationId)
  if (application === null) return end(ctx, attempt, 'application_not_ready')
  const startedAt = performance.now()
  const factsOf = (amazonRequestId: string | null): StepFacts => ({
    host: hostOf(application.tokenEndpoint),
    amazonRequestId,
    durationMs: performance.now() - startedAt,
  })

  const issued = await exchangeForGrant(ctx, attempt, application, attempt.codeSealed)
  if ('code' in issued) {
    const facts = factsOf(issued.requestId)
    return issued.kind === 'end'
      ? end(ctx, attempt, issued.code, { ...facts, failure: issued.failure })
      : waitForRetry(ctx, attempt, issued, facts)
  }
  if (issued.kind === 'incomplete') {
    return end(ctx, attempt, 'refresh_token_missing', factsOf(issued.requestId))
  }
  await recordStep(ctx, attempt.id, 'exchanged', factsOf(issued.requestId))
  return issued.kind === 'stored'
    ? store(ctx, issued.attempt, () => issued.grant)
    : readOutcome(ctx, attempt.id)
}

async function exchangeForGrant(
  ctx: Context,
  attempt: ClaimedAttempt,
  application: ApplicationRow,
  codeSealed: string,
): Promise<Issued | ExchangeFailure> {
  try {
    const code = open(ctx.keyRing, codeSealed, seals.attempt.codeSealed({ id: attempt.id }))
    return await askLwa(ctx, application, async (client) => {
      const askedAt = ctx.now()
      const answer = await ctx.amazon.exchangeCode(client, code, application.redirectUri)
      const { refreshToken, requestId } = answer
      if (refreshToken === null) return { kind: 'incomplete', requestId }
      return keepGrant(ctx, attempt, toIssuedTokens(answer, refreshToken, askedAt))
    })
  } catch (error) {
    const failed = isVaultError(error)
      ? unreadable(error)
      : classifyExchangeFailure(error, attempt.uncertainSends)
    if (failed === null) throw error
    const { code: problem, failure, requestId } = failed
    ctx.log.warn({ attemptId: attempt.id, problem, failure, amazonRequestId: requestId }, 'exchange failed')
    return failed
  }
}

/** A process with another key ring may be able to open it, so the attempt doesn't fail while the code is valid. */
function unreadable({ message }: Error): ExchangeFailure {
  return {
    kind: 'retry',
    code: 'token_unreadable',
    uncertain: false,
    failure: ownFailure(message),
    requestId: null,
  }
}

/** These tokens exist nowhere else, and LWA issues them once: nothing is written before them or in their place. */
async function keepGrant(ctx: Context, attempt: ClaimedAttempt, grant: IssuedTokens): Promise<Issued> {
  const { id } = attempt
  const { requestId } = grant
  const issued = {
    grantSealed: sealGrant(ctx.keyRing, id, grant),
    exchangedAt: ctx.now(),
    amazonRequestId: requestId,
  }
  const sealed = await untilStored(ctx, { attemptId: id }, () => sealIssuedGrant(ctx, attempt, issued))
  return sealed === null
    ? { kind: 'superseded', requestId }
    : { kind: 'stored', requestId, grant, attempt: sealed }
}

/** The code is still valid: the next caller tries again. */
async function waitForRetry(
  ctx: Context,
  attempt: ClaimedAttempt,
  failed: ExchangeFailure,
  facts: StepFacts,
): Promise<AttemptOutcome> {
  const { code, failure, requestId, uncertain } = failed
  const moved = await inTransaction(ctx, (tx) => {
    return tryTransition(tx, attempt, 'retry', {
      problem: code,
      set: {
        retryAt: new Date(tx.now().getTime() + exchangeRetryMs),
        uncertainSends: attempt.uncertainSends + (uncertain ? 1 : 0),
        failure,
        amazonRequestId: requestId,
      },
      steps: { waiting: facts },
    })
  })
  return moved === null ? readOutcome(ctx, attempt.id) : { kind: 'waiting', code }
}

async function end(
  ctx: Context,
  attempt: ClaimedAttempt,
  code: ErrorCode,
  { failure = null, ...facts }: StepFacts & { readonly failure?: Failure | null } = {},
): Promise<AttemptOutcome> {
  const requestId = facts.amazonRequestId ?? null
  const moved = await inTransaction(ctx, (tx) => {
    return tryTransition(tx, attempt, 'fail', {
      problem: code,
      set: { failure, amazonRequestId: requestId },
      details: { sellingPartnerId: attempt.sellingPartnerId, requestId },
      steps: { failed: facts },
    })
  })
  return moved === null ? readOutcome(ctx, attempt.id) : { kind: 'failed', code }
}

/**
 * Stores the tokens of an exchanged attempt in an authorization. If that fails, they stay sealed in the attempt: it is
 * retried at growing intervals, with SP-API's first answer, and after a day an operator decides.
 */
async function store(
  ctx: Context,
  attempt: ClaimedAttempt,
  readGrant: () => IssuedTokens,
): Promise<AttemptOutcome> {
  let verified = readKept(attempt)
  try {
    const deadline = deadlineOf(attempt, ctx.settings)
    if (deadline !== null && deadline <= ctx.now()) return await failUnstored(ctx, attempt)
    const grant = readGrant()
    verified ??= await verifyAttempt(ctx, attempt, grant.accessToken)
    const stored = await storeWithConcurrentGrants(ctx, attempt, grant, verified)
    return stored.kind === 'completed' ? stored : { kind: 'failed', code: stored.code }
  } catch (error) {
    if (isLostAttempt(error)) throw error
    return storeLater(ctx, attempt, verified, error)
  }
}

async function failUnstored(ctx: Context, attempt: ClaimedAttempt): Promise<AttemptOutcome> {
  await inTransaction(ctx, async (tx) => {
    await quarantine(tx, attempt, 'storing_failed', attempt.failure)
  })
  return { kind: 'failed', code: 'storing_failed' }
}

/** The claim has already scheduled the next try: even if this can't be written, nothing is lost. */
async function storeLater(
  ctx: Context,
  attempt: ClaimedAttempt,
  verified: GrantDetails | null,
  error: unknown,
): Promise<AttemptOutcome> {
  const { id, storeTries } = attempt
  const code = isVaultError(error) ? 'token_unreadable' : 'storing_delayed'
  ctx.log.error({ error, attemptId: id, storeTries }, 'tokens sealed in the attempt, not stored yet')
  try {
    const moved = await inTransaction(ctx, (tx) => {
      const failure = ownFailure(describeDatabaseError(error), 'database')
      const set = { failure, ...(verified && { verified }) }
      return tryTransition(tx, attempt, 'postpone', { problem: code, set })
    })
    if (moved === null) return await readOutcome(ctx, id)
  } catch (cause) {
    ctx.log.warn({ error: cause, attemptId: id }, 'failed store not recorded')
  }
  return { kind: 'waiting', code }
}

/** The consequence of a failed exchange for the attempt. */
export interface ExchangeFailure {
  /** `retry`: the code may still work. `end`: it can't. */
  readonly kind: 'retry' | 'end'
  readonly code: ErrorCode
  /** True when the request was sent and no answer came: LWA may have spent the code. */
  readonly uncertain: boolean
  readonly failure: Failure
  readonly requestId: string | null
}

const consequences: Readonly<Record<LwaVerdict, Pick<ExchangeFailure, 'kind' | 'code'>>> = {
  'grant-refused': { kind: 'end', code: 'code_refused' },
  'grant-foreign': { kind: 'end', code: 'code_refused' },
  'client-refused': { kind: 'retry', code: 'application_refused' },
  'request-refused': { kind: 'end', code: 'code_refused' },
  unanswered: { kind: 'retry', code: 'amazon_unavailable' },
  unreadable: { kind: 'retry', code: 'amazon_answer_unreadable' },
}

/**
 * Classifies why an exchange failed. Only a refusal by LWA is final. Without a response, the code is sent again while
 * it is valid, because LWA may never have received it. A code works once, so `invalid_grant` after such a send means
 * that the lost answer was a success.
 */
export function classifyExchangeFailure(error: unknown, uncertainSends: number): ExchangeFailure | null {
  if (!isAmazonError(error)) return null
  const { failure, requestId } = error
  const verdict = lwaVerdict(error)
  const { kind, code } = consequences[verdict]
  const isSpent = verdict === 'grant-refused' && uncertainSends > 0
  return {
    kind,
    code: isSpent ? 'exchange_interrupted' : code,
    uncertain: isUncertain(error),
    failure,
    requestId,
  }
}

/** Whether LWA may have spent the code: no answer came to a request that was sent, or one that can't be read. */
function isUncertain(error: AnyAmazonError): boolean {
  return error.kind === 'unreadable' || (error.kind === 'unreachable' && error.code !== 'not-sent')
}
