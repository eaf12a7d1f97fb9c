import { type AnyAmazonError, isAmazonError } from '../amazon/errors.ts'
import type { TokenGrant } from '../amazon/lwa.ts'
import { type LwaVerdict, lwaVerdict } from '../amazon/lwa-verdict.ts'
import { type Context, inTransaction } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import { untilStored } from '../database/retry.ts'
import { AppError, isVaultError } from '../errors.ts'
import { ownFailure } from '../failure.ts'
import { seals } from '../seals.ts'
import type { Secret } from '../secret.ts'
import { settleState } from '../state/settle-state.ts'
import type { ApplicationRow } from '../store/applications.ts'
import {
  type AuthorizationRow,
  countInvalidGrant,
  lockAuthorization,
  recordRefreshProblem,
} from '../store/authorizations.ts'
import {
  acquireLease,
  endLease,
  findRefreshState,
  type LeaseRow,
  type RefreshState,
  renewLease,
  toLeaseFacts,
} from '../store/leases.ts'
import { scheduleNoLaterThan } from '../store/maintenance.ts'
import { everything } from '../store/visibility.ts'
import { sameSecret } from '../vault/digest.ts'
import { open } from '../vault/seal.ts'
import { sealTokens, storeRefreshed } from './install.ts'
import {
  type FreshToken,
  getToken,
  type Lease,
  type LeaseRequest,
  type Refreshed,
  type RefreshProblem,
  retryDelayMs,
  type TokenRequirement,
  type TokenSource,
} from './lease.ts'
import { askLwa } from './lwa-client.ts'
import { openStored } from './stored-token.ts'

/** How an authorization stood at a moment, by performance.now. */
export interface Snapshot {
  readonly state: RefreshState | null
  readonly atMs: number
}

/** For a caller of `getAccessToken` that waits anyway: it can read the snapshot meanwhile. */
export async function readSnapshot(ctx: Context, authorizationId: string): Promise<Snapshot> {
  const atMs = performance.now()
  return { state: await findRefreshState(ctx.db, authorizationId), atMs }
}

/** A snapshot may be this old: what was paused or disconnected since is left alone. */
const freshMs = 500

export interface RefreshOptions {
  /** The stored state, if the caller has read it already. */
  readonly snapshot?: Snapshot
  /** Called when LWA has answered, before the answer is stored: from then on, another call to LWA may begin. */
  readonly onAnswer?: () => void
}

/** An access token of the authorization, see `getToken`. */
export function getAccessToken(
  ctx: Context,
  authorizationId: string,
  requirement: TokenRequirement,
  { snapshot, onAnswer = () => {} }: RefreshOptions = {},
): Promise<Refreshed> {
  let unread = snapshot
  const look = async () => {
    const isFresh = unread !== undefined && performance.now() - unread.atMs < freshMs
    const { state } = isFresh && unread ? unread : await readSnapshot(ctx, authorizationId)
    unread = undefined
    return toSource(ctx, authorizationId, state, onAnswer)
  }
  return getToken(ctx, authorizationId, look, requirement)
}

function toSource(
  ctx: Context,
  authorizationId: string,
  state: RefreshState | null,
  onAnswer: () => void,
): TokenSource {
  if (state === null) throw new AppError('authorization_not_found', { id: authorizationId })
  const { authorization, application, token, lease } = state
  if (authorization.pausedAt !== null) throw new AppError('authorization_paused', { id: authorizationId })
  return {
    kind: 'access',
    applicationId: application.id,
    stored: openStored(ctx, token, seals.accessToken.sealed({ authorizationId })),
    tokenVersion: authorization.tokenVersion,
    lease: lease === null || isObsolete(lease, application) ? null : toLeaseFacts(lease, lease.tokenVersion),
    acquire: (request) => acquire(ctx, state, request, onAnswer),
  }
}

/** It was refused together with the application, which LWA accepts again, so it doesn't wait for its next retry. */
function isObsolete({ problem, heldUntil }: LeaseRow, { credentialsProblemAt }: ApplicationRow): boolean {
  return problem === 'application_refused' && heldUntil === null && credentialsProblemAt === null
}

async function acquire(
  ctx: Context,
  state: RefreshState,
  request: LeaseRequest,
  onAnswer: () => void,
): Promise<Lease | null> {
  const { id, tokenVersion } = state.authorization
  const refreshToken = await openRefreshToken(ctx, state.authorization)
  const fence = await acquireLease(autocommit(ctx.db), id, state.lease, { ...request, tokenVersion })
  if (fence === null) return null
  return {
    renew: (heldUntil) => renewLease(autocommit(ctx.db), id, fence, heldUntil),
    refresh: () =>
      refreshWithLease(ctx, state, refreshToken, { fence, startedAt: request.startedAt, onAnswer }),
  }
}

/** The right to refresh, and since when. */
interface HeldLease {
  readonly fence: number
  readonly startedAt: Date
  readonly onAnswer: () => void
}

/**
 * One refresh by the holder of the lease: gets a new access token from LWA and stores it, together with the resulting
 * health. Only a refusal of this grant counts against the seller: refused credentials are an incident of the
 * application, and a missing response is nobody's fault. Null: the lease was lost, read again.
 */
async function refreshWithLease(
  ctx: Context,
  state: RefreshState,
  refreshToken: Secret,
  held: HeldLease,
): Promise<Refreshed | null> {
  try {
    const fresh = await askLwa(ctx, state.application, async (client) => {
      const grant = await ctx.amazon.refresh(client, refreshToken).finally(held.onAnswer)
      return storeTokens(ctx, state.authorization, refreshToken, grant, held)
    })
    return fresh === null ? null : { kind: 'refreshed', ...fresh }
  } catch (error) {
    if (!isAmazonError(error)) throw error
    return recordFailure(ctx, state, error, held)
  }
}

export async function openRefreshToken(ctx: Context, authorization: AuthorizationRow): Promise<Secret> {
  const { id, refreshTokenSealed } = authorization
  if (authorization.disconnectedAt !== null || refreshTokenSealed === null) {
    throw new AppError('authorization_disconnected', { id })
  }
  try {
    return open(ctx.keyRing, refreshTokenSealed, seals.authorization.refreshTokenSealed({ id }))
  } catch (error) {
    if (!isVaultError(error)) throw error
    if (authorization.lastRefreshProblem !== 'token_unreadable') {
      ctx.log.error({ authorizationId: id }, "stored refresh token can't be opened")
      await recordUnreadable(ctx, authorization)
    }
    throw new AppError('token_unreadable', { id }, { cause: error })
  }
}

async function recordUnreadable(ctx: Context, { id, tokenVersion }: AuthorizationRow): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const isStored = await recordRefreshProblem(tx.db, id, tokenVersion, 'token_unreadable', {
      at: tx.now(),
      failure: ownFailure("The stored refresh token can't be opened."),
      requestId: null,
    })
    if (isStored) await settleState(tx, [id])
  })
}

/**
 * A refresh token that LWA has rotated exists nowhere else: it is stored even if another process has the lease by now,
 * and the write is repeated until it succeeds. Null: somebody took the lease over, or another refresh token is stored.
 */
async function storeTokens(
  ctx: Context,
  { id, tokenVersion }: AuthorizationRow,
  sent: Secret,
  { accessToken, refreshToken, expiresInSeconds, requestId }: TokenGrant,
  { fence, startedAt }: HeldLease,
): Promise<FreshToken | null> {
  const isNew = refreshToken !== null && !sameSecret(refreshToken, sent)
  // Counted from before the request: a slow answer must not make the token look younger than it is.
  const expiresAt = new Date(startedAt.getTime() + expiresInSeconds * 1_000)
  const tokens = {
    authorizationId: id,
    fence,
    tokenVersion,
    expiresAt,
    at: ctx.now(),
    requestId,
    ...sealTokens(ctx, id, { accessToken, refreshToken: isNew ? refreshToken : null }),
  }
  const store = () => storeRefreshed(autocommit(ctx.db), tokens)
  const isStored = await (isNew ? untilStored(ctx, { authorizationId: id }, store) : store())
  if (expiresInSeconds === 0) ctx.log.error({ authorizationId: id }, 'LWA issued a token without a lifetime')
  return isStored ? { accessToken, expiresAt } : null
}

const problems: Readonly<Record<LwaVerdict, RefreshProblem>> = {
  'grant-refused': 'invalid_grant',
  'grant-foreign': 'token_foreign',
  'client-refused': 'application_refused',
  'request-refused': 'request_refused',
  unanswered: 'amazon_unavailable',
  unreadable: 'amazon_answer_unreadable',
}

/** One failure for all waiting callers: its cause and the time of the next try are stored on the lease. */
async function recordFailure(
  ctx: Context,
  { authorization, lease }: RefreshState,
  error: AnyAmazonError,
  held: HeldLease,
): Promise<Refreshed | null> {
  const { id, tokenVersion } = authorization
  const { failure, requestId } = error
  const problem = problems[lwaVerdict(error)]
  const failures = (lease?.tokenVersion === tokenVersion ? lease.failures : 0) + 1
  const retryAt = new Date(ctx.now().getTime() + retryDelayMs(failures, Math.random()))
  const isOurs = await inTransaction(ctx, async (tx) => {
    const failed = { problem, failure, requestId, failures, retryAt }
    // Before anything else, in the order in which grants and tokens are stored: another order could deadlock.
    await lockAuthorization(tx.db, id, everything)
    if (!(await endLease(tx.db, id, held.fence, failed))) return false
    // The caller may not retry.
    await scheduleNoLaterThan(tx.db, id, retryAt)
    if (problem === 'application_refused') return true
    const seen = { at: ctx.now(), failure, requestId }
    const isStored =
      problem === 'invalid_grant'
        ? await countInvalidGrant(tx.db, id, tokenVersion, seen)
        : await recordRefreshProblem(tx.db, id, tokenVersion, problem, seen)
    if (isStored) await settleState(tx, [id])
    return isStored
  })
  if (!isOurs) return null
  ctx.log.warn({ authorizationId: id, problem, failure, amazonRequestId: requestId }, 'refresh failed')
  return { kind: 'failed', problem, failure, requestId, retryAt }
}
