import { type AnyAmazonError, isAmazonError } from '../amazon/errors.ts'
import { type GrantlessScope, rotationScope } from '../amazon/scopes.ts'
import { type Context, requireScope, visibleTo } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import { AppError } from '../errors.ts'
import { seals } from '../seals.ts'
import type { ApplicationRow } from '../store/applications.ts'
import {
  acquireGrantlessLease,
  endGrantlessLease,
  findGrantlessState,
  type GrantlessTokenRow,
  renewGrantlessLease,
} from '../store/grantless-tokens.ts'
import { seal } from '../vault/seal.ts'
import { toRefreshError } from './explain-failure.ts'
import {
  type FreshToken,
  type Lease,
  type LeaseRequest,
  obtainToken,
  type Refreshed,
  type RefreshProblem,
  retryDelayMs,
  type TokenRequirement,
  type TokenSource,
} from './lease.ts'
import { askLwa } from './lwa-client.ts'
import { lifeSeconds, openStored, sufficientToken } from './stored-token.ts'

/** A token of the application itself, on its way to a program. */
export interface GrantlessVend extends FreshToken {
  readonly scope: GrantlessScope
  readonly secondsLeft: number
}

/**
 * Hands a grantless token to a program: one for each application and scope, the stored one while it lives long enough.
 * It reaches beyond any account, so a key of one account gets none; and rotating the client secret, which can lock the
 * application out, takes a right of its own. Throws `not_allowed`, `min_ttl_invalid`, `application_not_found`, and what
 * `toRefreshError` names.
 */
export async function vendGrantlessToken(
  ctx: Context,
  applicationId: string,
  { scope, minTtlSeconds }: { readonly scope: GrantlessScope; readonly minTtlSeconds?: number },
): Promise<GrantlessVend> {
  requireScope(ctx, scope === rotationScope ? 'tokens:rotation' : 'tokens:grantless')
  if (ctx.actor.kind === 'api-key' && ctx.actor.accountId !== null) throw new AppError('not_allowed')
  const { stored } = await readGrantlessState(ctx, applicationId, scope)
  const token = await sufficientToken(ctx, minTtlSeconds, {
    stored,
    obtain: (need) => obtainGrantlessToken(ctx, applicationId, scope, need),
    explain: async (refreshed) => toRefreshError(refreshed, ctx.now()),
  })
  return { ...token, scope, secondsLeft: lifeSeconds(token, ctx.now()) }
}

/** An application as the caller sees it, and its token of one scope. */
export interface GrantlessState {
  readonly application: ApplicationRow
  readonly scope: GrantlessScope
  readonly row: GrantlessTokenRow | null
  readonly stored: FreshToken | null
}

/** Throws `application_not_found`. */
export async function readGrantlessState(
  ctx: Context,
  applicationId: string,
  scope: GrantlessScope,
): Promise<GrantlessState> {
  const found = await findGrantlessState(ctx.db, { applicationId, scope }, visibleTo(ctx.actor))
  if (found === null) throw new AppError('application_not_found', { id: applicationId })
  return { ...found, scope, stored: openStored(ctx, found.row, bindingOf(found.application, scope)) }
}

/**
 * The application's own access token of a scope, obtained as `obtainToken` says: one for all who ask, sealed in the
 * database. Throws `application_not_found`.
 */
export function obtainGrantlessToken(
  ctx: Context,
  applicationId: string,
  scope: GrantlessScope,
  requirement: TokenRequirement,
): Promise<Refreshed> {
  return obtainToken(ctx, `${applicationId} ${scope}`, () => look(ctx, applicationId, scope), requirement)
}

/** There is no refresh token that could have changed. */
const tokenVersion = 0

async function look(ctx: Context, applicationId: string, scope: GrantlessScope): Promise<TokenSource> {
  const state = await readGrantlessState(ctx, applicationId, scope)
  const { row, stored } = state
  const lease = row === null ? null : { ...row, tokenVersion }
  return { applicationId, stored, tokenVersion, lease, acquire: (request) => acquire(ctx, state, request) }
}

async function acquire(
  ctx: Context,
  { application, scope, row }: GrantlessState,
  request: LeaseRequest,
): Promise<Lease | null> {
  const key = { applicationId: application.id, scope }
  const fence = await acquireGrantlessLease(autocommit(ctx.db), key, row, request)
  if (fence === null) return null
  return {
    renew: (heldUntil) => renewGrantlessLease(autocommit(ctx.db), key, fence, heldUntil),
    refresh: () => requestWithLease(ctx, { application, scope }, request.startedAt, fence),
  }
}

/** The end of the lease and the token are one statement: a late holder stores neither. */
async function requestWithLease(
  ctx: Context,
  { application, scope }: Pick<GrantlessState, 'application' | 'scope'>,
  startedAt: Date,
  fence: number,
): Promise<Refreshed | null> {
  const key = { applicationId: application.id, scope }
  try {
    const { accessToken, expiresInSeconds, requestId } = await askLwa(ctx, application, (client) =>
      ctx.amazon.grantless(client, scope),
    )
    const expiresAt = new Date(startedAt.getTime() + expiresInSeconds * 1_000)
    const sealed = seal(ctx.keyRing, accessToken, bindingOf(application, scope))
    const worked = { problem: null, failure: null, requestId, retryAt: null, sealed, expiresAt }
    if (!(await endGrantlessLease(autocommit(ctx.db), key, fence, worked))) return null
    return { kind: 'refreshed', accessToken, expiresAt }
  } catch (error) {
    if (!isAmazonError(error)) throw error
    return recordFailure(ctx, key, error, fence)
  }
}

async function recordFailure(
  ctx: Context,
  key: { readonly applicationId: string; readonly scope: GrantlessScope },
  error: AnyAmazonError,
  fence: number,
): Promise<Refreshed | null> {
  const { failure, requestId } = error
  const problem = problemOf(error)
  const retryAt = new Date(ctx.now().getTime() + retryDelayMs(1, Math.random()))
  const failed = { problem, failure, requestId, retryAt }
  if (!(await endGrantlessLease(autocommit(ctx.db), key, fence, failed))) return null
  ctx.log.warn({ ...key, problem, failure, amazonRequestId: requestId }, 'no grantless token')
  return { kind: 'failed', problem, failure, requestId, retryAt }
}

/** `unauthorized_client` says here that the application may not have this scope. */
function problemOf(error: AnyAmazonError): RefreshProblem {
  if (error.kind === 'unreadable') return 'amazon_answer_unreadable'
  if (error.kind !== 'lwa' || error.blame === 'amazon') return 'amazon_unavailable'
  return error.blame === 'application' ? 'application_refused' : 'scope_refused'
}

function bindingOf({ id, lwaClientId }: ApplicationRow, scope: GrantlessScope) {
  return seals.grantlessToken.sealed({ applicationId: id, scope, lwaClientId })
}
