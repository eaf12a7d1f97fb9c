import { type AnyAmazonError, isAmazonError } from '../amazon/errors.ts'
import { type LwaVerdict, lwaVerdict } from '../amazon/lwa-verdict.ts'
import { type GrantlessScope, rotationScope } from '../amazon/scopes.ts'
import { type Context, requireScope, requireWholeApplication, visibleTo } from '../context.ts'
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
import { toLeaseFacts } from '../store/leases.ts'
import { seal } from '../vault/seal.ts'
import { toRefreshError } from './explain-failure.ts'
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
import {
  lifeSeconds,
  measureVend,
  openStored,
  sourceOf,
  sufficientToken,
  type Vended,
} from './stored-token.ts'

/** A token of the application itself, on its way to a program. */
export interface GrantlessVend extends FreshToken, Vended {
  readonly scope: GrantlessScope
  readonly secondsLeft: number
}

/**
 * Returns a grantless token to a program: one per application and scope, the stored one while it is valid long enough.
 * It isn't limited to an account, so a key for one account, or for some tags, gets none. Rotating the client secret,
 * which can lock the application out, requires a separate scope.
 */
export function vendGrantlessToken(
  ctx: Context,
  applicationId: string,
  request: GrantlessRequest,
): Promise<GrantlessVend> {
  return measureVend('grantless', () => vend(ctx, applicationId, request))
}

interface GrantlessRequest {
  readonly scope: GrantlessScope
  readonly minTtlSeconds?: number
}

async function vend(
  ctx: Context,
  applicationId: string,
  { scope, minTtlSeconds }: GrantlessRequest,
): Promise<GrantlessVend> {
  requireScope(ctx, scope === rotationScope ? 'tokens:rotation' : 'tokens:grantless')
  requireWholeApplication(ctx.actor)
  const { stored } = await readGrantlessState(ctx, applicationId, scope)
  const token = await sufficientToken(ctx, minTtlSeconds ?? ownMinTtl(ctx), {
    stored,
    refresh: (need) => getGrantlessToken(ctx, applicationId, scope, need),
    explain: async (refreshed) => toRefreshError(refreshed, ctx.now()),
  })
  return { ...token, source: sourceOf(token, stored), scope, secondsLeft: lifeSeconds(token, ctx.now()) }
}

function ownMinTtl({ actor }: Context): number | undefined {
  return actor.kind === 'api-key' ? actor.minTtlSeconds : undefined
}

/** An application as the caller sees it, and its token of one scope. */
export interface GrantlessState {
  readonly application: ApplicationRow
  readonly scope: GrantlessScope
  readonly row: GrantlessTokenRow | null
  readonly stored: FreshToken | null
}

export async function readGrantlessState(
  ctx: Context,
  applicationId: string,
  scope: GrantlessScope,
): Promise<GrantlessState> {
  const found = await findGrantlessState(ctx.db, { applicationId, scope }, visibleTo(ctx.actor))
  if (found === null) throw new AppError('application_not_found', { id: applicationId })
  return { ...found, scope, stored: openStored(ctx, found.row, bindingOf(found.application, scope)) }
}

/** The application's own access token of a scope, see `getToken`: one for all who ask, sealed in the database. */
export function getGrantlessToken(
  ctx: Context,
  applicationId: string,
  scope: GrantlessScope,
  requirement: TokenRequirement,
): Promise<Refreshed> {
  return getToken(ctx, `${applicationId} ${scope}`, () => look(ctx, applicationId, scope), requirement)
}

/** There is no refresh token that could have changed. */
const tokenVersion = 0

async function look(ctx: Context, applicationId: string, scope: GrantlessScope): Promise<TokenSource> {
  const state = await readGrantlessState(ctx, applicationId, scope)
  const { row, stored } = state
  const lease = row === null ? null : toLeaseFacts(row, tokenVersion)
  return {
    kind: 'grantless',
    applicationId,
    stored,
    tokenVersion,
    lease,
    acquire: (request) => acquire(ctx, state, request),
  }
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

/** The scope is all that differs between requests, so a refusal of the grant or of the request concerns it. */
const problems: Readonly<Record<LwaVerdict, RefreshProblem>> = {
  'grant-refused': 'scope_refused',
  'grant-foreign': 'scope_refused',
  'client-refused': 'application_refused',
  'request-refused': 'scope_refused',
  unanswered: 'amazon_unavailable',
  unreadable: 'amazon_answer_unreadable',
}

async function recordFailure(
  ctx: Context,
  key: { readonly applicationId: string; readonly scope: GrantlessScope },
  error: AnyAmazonError,
  fence: number,
): Promise<Refreshed | null> {
  const { failure, requestId } = error
  const problem = problems[lwaVerdict(error)]
  const retryAt = new Date(ctx.now().getTime() + retryDelayMs(1, Math.random()))
  const failed = { problem, failure, requestId, retryAt }
  if (!(await endGrantlessLease(autocommit(ctx.db), key, fence, failed))) return null
  ctx.log.warn({ ...key, problem, failure, amazonRequestId: requestId }, 'no grantless token')
  return { kind: 'failed', problem, failure, requestId, retryAt }
}

function bindingOf({ id, lwaClientId }: ApplicationRow, scope: GrantlessScope) {
  return seals.grantlessToken.sealed({ applicationId: id, scope, lwaClientId })
}
