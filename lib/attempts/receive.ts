import { parseRedirect, type Redirect } from '../amazon/consent.ts'
import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { isDatabaseAway } from '../database/errors.ts'
import { retryWithBackoff } from '../database/retry.ts'
import { AppError, type ErrorCode } from '../errors.ts'
import { count } from '../metrics/record.ts'
import { allow } from '../people/throttle.ts'
import { seals } from '../seals.ts'
import { Secret } from '../secret.ts'
import { findApplication } from '../store/applications.ts'
import { type AttemptRow, findAttempt, findAttemptByState } from '../store/attempts.ts'
import { inSpan } from '../traces/trace.ts'
import { digest, sameDigest } from '../vault/digest.ts'
import { seal } from '../vault/seal.ts'
import { codeLifeMs } from './lifecycle.ts'
import { type Bindings, isAnothers, isBoundTo } from './new-attempt.ts'
import { countingRefusals, recordStep } from './steps.ts'
import { tryTransition } from './transition.ts'

const minuteMs = 60_000
/** How long a repeated redirect in the same browser leads to the same finish page. */
const repeatMs = 10 * minuteMs
/** The finish page in the browser exchanges the code first; after this time, any worker does. */
const workerAfterMs = 20_000
/** How long a browser can wait for an answer without harm. */
const outageMs = 20_000

/**
 * Reads Amazon's request to the OAuth Redirect URI: consumes the state, seals the code, and leaves the exchange to the
 * finish page and the workers. Returns the id of the attempt. Throws `consent_refused` when it has ended the attempt;
 * whatever else it throws leaves the attempt unchanged.
 */
export async function receiveRedirect(ctx: Context, rawQuery: string, bindings: Bindings): Promise<string> {
  requireScope(ctx, 'authorizations:complete')
  return throughOutage(ctx, () => receiveOnce(ctx, rawQuery, bindings))
}

/**
 * Waits for a database that restarts, since the code is in this one request and nowhere else. Anything written before
 * the connection broke is found again, since the same redirect leads to the same attempt.
 */
export function throughOutage<T>({ log }: Pick<Context, 'log'>, work: () => Promise<T>): Promise<T> {
  return retryWithBackoff(work, {
    forMs: outageMs,
    isTemporary: isDatabaseAway,
    report: (error) => log.warn({ error }, 'redirect is waiting for the database'),
  })
}

async function receiveOnce(ctx: Context, rawQuery: string, bindings: Bindings): Promise<string> {
  const startedAt = performance.now()
  const { redirect, found } = await countingRefusals(ctx, 'sp-api/auth', () => findAttemptOf(ctx, rawQuery))
  const facts = { 'http.request.method': 'GET', 'http.route': '/sp-api/auth' }
  const span = { role: 'server', attemptId: found.id, startedAt, facts } as const
  return inSpan('GET /sp-api/auth', span, () => receiveFor(ctx, found, redirect, bindings))
}

async function receiveFor(
  ctx: Context,
  found: AttemptRow,
  redirect: Redirect,
  bindings: Bindings,
): Promise<string> {
  await requireSameBrowser(ctx, found, bindings)
  const received = {
    redirectDigest: digest(JSON.stringify(Object.entries(redirect).sort())),
    sellingPartnerId: redirect.kind === 'granted' ? redirect.sellingPartnerId : null,
  }
  const earlier = classifyState(found, received, ctx.now())
  if (earlier === 'repeated') return found.id
  if (earlier !== 'open') return refuse(ctx, found, earlier)
  await requireSameApplication(ctx, found)
  return redirect.kind === 'granted'
    ? consume(ctx, found, redirect, received)
    : endRefused(ctx, found, redirect.error, received)
}

async function findAttemptOf(ctx: Context, rawQuery: string) {
  const redirect = parseRedirect(rawQuery)
  const found = await findAttemptByState(ctx.db, digest(redirect.state))
  if (found === null) throw new AppError('state_unknown')
  return { redirect, found }
}

/** The browser that comes back must be the one that started, with the same person signed in. */
async function requireSameBrowser(ctx: Context, attempt: AttemptRow, bindings: Bindings): Promise<void> {
  if (!isBoundTo(attempt, bindings)) await refuse(ctx, attempt, 'state_foreign')
  if (isAnothers(ctx, attempt)) await refuse(ctx, attempt, 'state_other_account')
}

/** A state of one application is never accepted at the redirect URI of another (mix-up attack). */
async function requireSameApplication(ctx: Context, attempt: AttemptRow): Promise<void> {
  const application = await findApplication(ctx.db, attempt.applicationId)
  if (application?.redirectUri !== ctx.settings.redirectUri) await refuse(ctx, attempt, 'state_unknown')
}

/** The fields that identify a redirect. */
interface Received {
  readonly redirectDigest: string
  /** null when Amazon refused permission. */
  readonly sellingPartnerId: string | null
}

/**
 * Whether this state can still be used. Confirm pressed twice at Amazon creates two codes for one state: a redirect for
 * the same selling partner counts as the same one, and its code stays unused.
 */
export function classifyState(
  attempt: Pick<
    AttemptRow,
    'status' | 'redirectDigest' | 'sellingPartnerId' | 'receivedAt' | 'stateExpiresAt'
  >,
  received: Received,
  now: Date,
): 'open' | 'repeated' | 'state_used' | 'state_expired' {
  if (attempt.receivedAt !== null) {
    const isRecent = now.getTime() - attempt.receivedAt.getTime() <= repeatMs
    const isSame =
      sameDigest(attempt.redirectDigest, received.redirectDigest) ||
      (received.sellingPartnerId !== null && attempt.sellingPartnerId === received.sellingPartnerId)
    return isRecent && isSame ? 'repeated' : 'state_used'
  }
  if (attempt.stateExpiresAt === null || attempt.stateExpiresAt <= now) return 'state_expired'
  return attempt.status === 'started' ? 'open' : 'state_expired'
}

async function consume(
  ctx: Context,
  attempt: AttemptRow,
  redirect: Extract<Redirect, { kind: 'granted' }>,
  received: Received,
): Promise<string> {
  const now = ctx.now()
  const codeSealed = seal(
    ctx.keyRing,
    new Secret(redirect.authorizationCode),
    seals.attempt.codeSealed({ id: attempt.id }),
  )
  const consumed = await inTransaction(ctx, (tx) => {
    return tryTransition(tx, attempt, 'receive', {
      set: {
        redirectDigest: received.redirectDigest,
        sellingPartnerId: redirect.sellingPartnerId,
        codeSealed,
        codeExpiresAt: new Date(now.getTime() + codeLifeMs),
        receivedAt: now,
        retryAt: new Date(now.getTime() + workerAfterMs),
        unknownParameters: [
          ...new Set([...(attempt.unknownParameters ?? []), ...redirect.unknownParameters]),
        ],
        ...(belongsToFirstState(attempt, redirect.state) && withoutVisit),
      },
      details: { sellingPartnerId: redirect.sellingPartnerId },
    })
  })
  return consumed !== null ? attempt.id : lostRace(ctx, attempt.id, received)
}

/** Amazon's parameters at the Login URI count only with the second state: any site could have sent them. */
const withoutVisit = { amazonCallbackUri: null, amazonState: null, announcedSellingPartnerId: null }

function belongsToFirstState(attempt: AttemptRow, state: string): boolean {
  return attempt.secondStateDigest !== null && sameDigest(digest(state), attempt.stateDigest)
}

/** Another redirect with the same state was first: a repetition leads to the same page, a different one is refused. */
async function lostRace(ctx: Context, attemptId: string, received: Received): Promise<string> {
  const now = await findAttempt(ctx.db, attemptId)
  if (now !== null && classifyState(now, received, ctx.now()) === 'repeated') return attemptId
  throw new AppError('state_used')
}

async function endRefused(
  ctx: Context,
  attempt: AttemptRow,
  error: string | null,
  received: Received,
): Promise<string> {
  const declined = await inTransaction(ctx, (tx) => {
    return tryTransition(tx, attempt, 'decline', {
      problem: 'consent_refused',
      set: {
        redirectDigest: received.redirectDigest,
        failure: error === null ? null : { source: 'consent', status: null, code: error, detail: '' },
        receivedAt: tx.now(),
      },
      details: { error },
    })
  })
  if (declined === null) return lostRace(ctx, attempt.id, received)
  count('gatehouse_attempts_ended_total', { outcome: 'failed', code: 'consent_refused' })
  throw new AppError('consent_refused', { error, returnTo: attempt.returnTo, attemptId: attempt.id })
}

/** Records the refusal, and changes nothing else. Throws `too_many_requests` instead of recording a flood. */
async function refuse(ctx: Context, attempt: AttemptRow, code: ErrorCode): Promise<never> {
  await allow(ctx, 'redirect.attempt')
  await inTransaction(ctx, async (tx) => {
    await recordAudit(
      tx,
      'attempt.refused',
      { kind: 'attempt', id: attempt.id, accountId: attempt.accountId },
      { problem: code },
    )
    await recordStep(tx, attempt.id, 'refused', { problem: code })
  })
  throw new AppError(code, { attemptId: attempt.id })
}
