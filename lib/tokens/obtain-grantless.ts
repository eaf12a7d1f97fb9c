import { type AnyAmazonError, isAmazonError } from '../amazon/errors.ts'
import type { GrantlessScope } from '../amazon/scopes.ts'
import { type Context, visibleTo } from '../context.ts'
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
import { askLwa } from './lwa-client.ts'
import { openStored } from './open-stored.ts'
import { retryDelayMs, type TokenRequirement } from './plan-refresh.ts'
import {
  type FreshToken,
  obtainOnce,
  type Refreshed,
  type RefreshProblem,
  type Take,
  type TokenSource,
} from './single-flight.ts'
import { whileLeased } from './while-leased.ts'

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
 * The application's own access token of a scope, obtained as `obtainOnce` says: one for all who ask, sealed in the
 * database. Throws `application_not_found`.
 */
export function obtainGrantlessToken(
  ctx: Context,
  applicationId: string,
  scope: GrantlessScope,
  need: TokenRequirement,
): Promise<Refreshed> {
  return obtainOnce(ctx, `${applicationId} ${scope}`, () => look(ctx, applicationId, scope), need)
}

/** There is no refresh token that could have changed. */
const tokenVersion = 0

async function look(ctx: Context, applicationId: string, scope: GrantlessScope): Promise<TokenSource> {
  const state = await readGrantlessState(ctx, applicationId, scope)
  const { row, stored } = state
  const lease = row === null ? null : { ...row, tokenVersion }
  return { stored, tokenVersion, lease, refresh: (take) => request(ctx, state, take) }
}

/** The end of the lease and the token are one statement: a late holder stores neither. */
async function request(
  ctx: Context,
  { application, scope, row }: GrantlessState,
  take: Take,
): Promise<Refreshed | null> {
  const key = { applicationId: application.id, scope }
  const fence = await acquireGrantlessLease(autocommit(ctx.db), key, row, take)
  if (fence === null) return null
  const renew = (heldUntil: Date) => renewGrantlessLease(autocommit(ctx.db), key, fence, heldUntil)
  return whileLeased(ctx, renew, () => requestHeld(ctx, { application, scope }, take, fence))
}

async function requestHeld(
  ctx: Context,
  { application, scope }: Pick<GrantlessState, 'application' | 'scope'>,
  take: Take,
  fence: number,
): Promise<Refreshed | null> {
  const key = { applicationId: application.id, scope }
  try {
    const { accessToken, expiresInSeconds, requestId } = await askLwa(ctx, application, (client) =>
      ctx.amazon.grantless(client, scope),
    )
    const expiresAt = new Date(take.startedAt.getTime() + expiresInSeconds * 1_000)
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

/** Pure. `unauthorized_client` says here that the application may not have this scope. */
function problemOf(error: AnyAmazonError): RefreshProblem {
  if (error.kind === 'unreadable') return 'amazon_answer_unreadable'
  if (error.kind !== 'lwa' || error.blame === 'amazon') return 'amazon_unavailable'
  return error.blame === 'application' ? 'application_refused' : 'scope_refused'
}

function bindingOf({ id, lwaClientId }: ApplicationRow, scope: GrantlessScope) {
  return seals.grantlessToken.sealed({ applicationId: id, scope, lwaClientId })
}
