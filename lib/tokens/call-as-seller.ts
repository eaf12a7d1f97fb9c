import { type AnyAmazonError, isAmazonError } from '../amazon/errors.ts'
import type { Operation } from '../amazon/operations.ts'
import {
  type CallInput,
  parseOperationResponse,
  refusesAccessToken,
  saysSecretExpired,
} from '../amazon/sp-api.ts'
import type { Context } from '../context.ts'
import type { HttpRequest, HttpResponse } from '../http.ts'
import { recordAcceptedSecret, recordExpiredSecret } from '../incidents/credentials.ts'
import type { ApplicationRow } from '../store/applications.ts'
import type { AuthorizationJoined } from '../store/authorizations.ts'
import type { FreshToken, Refreshed, TokenRequirement } from './lease.ts'
import { obtainAccessToken } from './refresh.ts'

/** What happened, as far as it got. */
export interface CallResult {
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
 * Calls an operation with the seller's access token, in the authorization's region. One that SP-API refuses is
 * answered by one forced refresh and one retry. What the answer says of the application's secret is recorded here.
 * Amazon's refusal is a result, not an error. Throws `authorization_not_found`, `authorization_disconnected`,
 * `authorization_paused`, `token_unreadable`.
 */
export async function callAsSeller(
  ctx: Context,
  { authorization: { id, region }, application }: Pick<AuthorizationJoined, 'authorization' | 'application'>,
  operation: Operation,
  input: CallInput = {},
): Promise<CallResult> {
  const call = async (need: TokenRequirement): Promise<Called> => {
    const token = await obtainAccessToken(ctx, id, need)
    if (token.kind === 'failed')
      return { request: null, response: null, error: null, noToken: token, token: null }
    try {
      const both = await ctx.amazon.call(operation, { region }, token.accessToken, input)
      return { ...both, error: refusalOf(both.response), noToken: null, token }
    } catch (error) {
      if (!isAmazonError(error)) throw error
      return { request: null, response: null, error, noToken: null, token }
    }
  }
  const first = await call({ minTtlSeconds })
  const refreshedSince = retrySince(first, application, ctx.now())
  const last = refreshedSince === null ? first : await call({ refreshedSince })
  await recordSecret(ctx, application.id, last)
  return last
}

/** Pure. Since when a token must have been refreshed to be worth another call; null: it would hear the same. */
function retrySince({ error, token }: Called, { secretStoredAt }: ApplicationRow, now: Date): Date | null {
  if (error?.kind !== 'sp-api' || token === null) return null
  if (refusesAccessToken(error)) return now
  const isOfSecretBefore = secretStoredAt !== null && madeAt(token) < secretStoredAt
  return saysSecretExpired(error) && isOfSecretBefore ? secretStoredAt : null
}

async function recordSecret(ctx: Context, applicationId: string, { error, token }: Called): Promise<void> {
  if (token === null) return
  if (error === null) await recordAcceptedSecret(ctx, applicationId, madeAt(token))
  else if (error.kind === 'sp-api' && saysSecretExpired(error)) {
    const { failure, requestId } = error
    await recordExpiredSecret(ctx, applicationId, { failure, requestId })
  }
}

/** Not later than LWA gave it: none lives for more than an hour. */
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
