import { type AnyAmazonError, isAmazonError } from '../amazon/errors.ts'
import type { Operation } from '../amazon/operations.ts'
import type { CallTarget } from '../amazon/regions.ts'
import type { GrantlessScope } from '../amazon/scopes.ts'
import {
  type CallInput,
  parseOperationResponse,
  refusesAccessToken,
  saysSecretExpired,
} from '../amazon/sp-api.ts'
import type { Context } from '../context.ts'
import type { HttpRequest, HttpResponse } from '../http.ts'
import { recordAcceptedSecret, recordExpiredSecret } from '../incidents/credentials.ts'
import type { Secret } from '../secret.ts'
import type { ApplicationRow } from '../store/applications.ts'
import type { AuthorizationJoined } from '../store/authorizations.ts'
import { getGrantlessToken } from './grantless.ts'
import type { FreshToken, Refreshed, TokenRequirement } from './lease.ts'
import { getAccessToken } from './refresh.ts'

/**
 * Who got the last request: Login with Amazon, for an access token; the Tokens API, for a restricted data token; or the
 * operation.
 */
export type CallStep = 'lwa' | 'tokens' | 'operation'

/** The result of a call, up to the step that it reached. */
export interface CallResult {
  readonly reached: CallStep
  readonly request: HttpRequest | null
  readonly response: HttpResponse | null
  readonly error: AnyAmazonError | null
  /** Why there was no access token to call with. */
  readonly noToken: Extract<Refreshed, { kind: 'failed' }> | null
}

type Called = CallResult & { readonly token: FreshToken | null }

const minTtlSeconds = 60
const tokenLifeMs = 3_600_000

/**
 * Calls an operation with the seller's access token, in the authorization's region. If SP-API refuses the token, one
 * forced refresh and one retry follow. Facts about the application's secret are recorded here. Amazon's refusal is a
 * result, not an error.
 */
export async function callAsSeller(
  ctx: Context,
  { authorization: { id, region }, application }: Pick<AuthorizationJoined, 'authorization' | 'application'>,
  operation: Operation,
  input: CallInput = {},
  { sandbox = false }: { readonly sandbox?: boolean } = {},
): Promise<CallResult> {
  const call = async (need: TokenRequirement): Promise<Called> => {
    const token = await getAccessToken(ctx, id, need)
    if (token.kind === 'failed') return { ...withoutToken(token), token: null }
    const result = await callWithToken(ctx, operation, { region, sandbox }, token.accessToken, input)
    return { ...result, token }
  }
  const first = await call({ minTtlSeconds })
  const refreshedSince = retrySince(first, application, ctx.now())
  const last = refreshedSince === null ? first : await call({ refreshedSince })
  await recordSecret(ctx, application.id, last)
  return last
}

/**
 * Calls a grantless operation with the application's own token, in the region of a seller. Amazon's refusal is a
 * result, not an error.
 */
export async function callAsApplication(
  ctx: Context,
  applicationId: string,
  operation: Operation & { readonly token: GrantlessScope },
  target: CallTarget,
  input: CallInput = {},
): Promise<CallResult> {
  const token = await getGrantlessToken(ctx, applicationId, operation.token, { minTtlSeconds })
  if (token.kind === 'failed') return withoutToken(token)
  return callWithToken(ctx, operation, target, token.accessToken, input)
}

/** Calls an operation once, with this token. Amazon's refusal is a result, not an error. */
export async function callWithToken(
  ctx: Context,
  operation: Operation,
  target: CallTarget,
  token: Secret,
  input: CallInput,
): Promise<CallResult> {
  try {
    const agent = ctx.actor.kind === 'api-key' ? ctx.actor.agent : undefined
    const both = await ctx.amazon.call(operation, target, token, { ...input, agent })
    return { ...both, reached: 'operation', error: refusalOf(both.response), noToken: null }
  } catch (error) {
    if (!isAmazonError(error)) throw error
    return { reached: 'operation', request: null, response: null, error, noToken: null }
  }
}

function withoutToken(failed: Extract<Refreshed, { kind: 'failed' }>): CallResult {
  return { reached: 'lwa', request: null, response: null, error: null, noToken: failed }
}

/** Since when a token must have been refreshed to be worth another call; null: it would hear the same. */
function retrySince({ error, token }: Called, { secretStoredAt }: ApplicationRow, now: Date): Date | null {
  if (error?.kind !== 'sp-api' || token === null) return null
  if (refusesAccessToken(error)) return now
  const isOfPreviousSecret = secretStoredAt !== null && madeAt(token) < secretStoredAt
  return saysSecretExpired(error) && isOfPreviousSecret ? secretStoredAt : null
}

async function recordSecret(ctx: Context, applicationId: string, { error, token }: Called): Promise<void> {
  if (token === null) return
  if (error === null) await recordAcceptedSecret(ctx, applicationId, madeAt(token))
  else if (error.kind === 'sp-api' && saysSecretExpired(error)) {
    const { failure, requestId } = error
    await recordExpiredSecret(ctx, applicationId, { failure, requestId })
  }
}

/** Not later than LWA issued it: no token is valid for more than an hour. */
function madeAt({ expiresAt }: FreshToken): Date {
  return new Date(expiresAt.getTime() - tokenLifeMs)
}

function refusalOf(response: HttpResponse): AnyAmazonError | null {
  try {
    parseOperationResponse(response)
    return null
  } catch (error) {
    if (isAmazonError(error)) return error
    throw error
  }
}
