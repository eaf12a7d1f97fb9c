import { type AnyAmazonError, isAmazonError } from '../amazon/errors.ts'
import type { Operation } from '../amazon/operations.ts'
import {
  type CallInput,
  judgeOperationResponse,
  refusesAccessToken,
  saysSecretExpired,
} from '../amazon/sp-api.ts'
import type { Context } from '../context.ts'
import type { HttpRequest, HttpResponse } from '../http.ts'
import type { AuthorizationRow } from '../store/authorizations.ts'
import { recordCredentialsProblem } from './credentials-problem.ts'
import type { Refreshed } from './obtain-once.ts'
import { obtainAccessToken } from './refresh.ts'

/** What happened, as far as it got. */
export interface Trial {
  readonly request: HttpRequest | null
  readonly response: HttpResponse | null
  readonly error: AnyAmazonError | null
  /** Why there was no access token to call with. */
  readonly noToken: Extract<Refreshed, { kind: 'failed' }> | null
}

const minTtlSeconds = 60

/**
 * Calls an operation with the seller's access token, in the authorization's region. One that SP-API refuses is
 * answered by one forced refresh and one retry. Amazon's refusal is a result, not an error. Throws
 * `authorization_not_found`, `authorization_disconnected`, `token_unreadable`.
 */
export async function callAsSeller(
  ctx: Context,
  authorization: AuthorizationRow,
  operation: Operation,
  input: CallInput = {},
): Promise<Trial> {
  const { id, region, applicationId } = authorization
  const call = async (token: Refreshed): Promise<Trial> => {
    if (token.kind === 'failed') return { request: null, response: null, error: null, noToken: token }
    try {
      const both = await ctx.amazon.call(operation, { region }, token.accessToken, input)
      return { ...both, error: refusalOf(both.response), noToken: null }
    } catch (error) {
      if (!isAmazonError(error)) throw error
      return { request: null, response: null, error, noToken: null }
    }
  }
  const first = await call(await obtainAccessToken(ctx, id, { minTtlSeconds }))
  if (first.error?.kind !== 'sp-api') return first
  if (saysSecretExpired(first.error)) {
    const { message, requestId } = first.error
    await recordCredentialsProblem(ctx, applicationId, { detail: message, requestId })
  }
  if (!refusesAccessToken(first.error)) return first
  return call(await obtainAccessToken(ctx, id, { refreshedSince: ctx.now() }))
}

function refusalOf(response: HttpResponse): AnyAmazonError | null {
  try {
    judgeOperationResponse(response)
    return null
  } catch (error) {
    if (isAmazonError(error)) return error
    throw error
  }
}
