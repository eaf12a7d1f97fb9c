import { diagnoseFailure } from '../amazon/diagnosis/to-diagnosis.ts'
import { AmazonUnreadableError } from '../amazon/errors.ts'
import { operations } from '../amazon/operations.ts'
import { endpointOf, type Region } from '../amazon/regions.ts'
import { parseRestrictedDataToken, type RestrictedDataRequest } from '../amazon/restricted-data.ts'
import { parseOperationResponse, saysSecretExpired, secondsToWait } from '../amazon/sp-api.ts'
import { type Context, requireScope, visibleTo } from '../context.ts'
import { AppError, type ErrorCode } from '../errors.ts'
import type { Secret } from '../secret.ts'
import { type AuthorizationJoined, findAuthorization } from '../store/authorizations.ts'
import { type CallResult, callAsSeller } from './call-as-seller.ts'
import { explainFailure } from './explain-failure.ts'
import { type IdVerified, idVerifiedOf } from './id-verified.ts'
import { lifeSeconds, measureVend, type Vended } from './stored-token.ts'

/** A restricted data token on its way to a program. It opens personal data, so it is kept nowhere. */
export interface RestrictedVend extends Vended {
  readonly restrictedDataToken: Secret
  readonly expiresAt: Date
  readonly secondsLeft: number
  readonly region: Region
  /** Where SP-API is reached with it. */
  readonly endpoint: string
  readonly accountId: string
  readonly sellingPartnerId: string | null
  readonly idVerified: IdVerified | null
}

const operation = operations.createRestrictedDataToken
/** After anything but a 429, for which Amazon states the delay. Never days. */
const pauseMs = 5_000
const longestWaitSeconds = 900

/**
 * Requests a token from SP-API for exactly these resources of the seller. It isn't stored, and each call counts against
 * Amazon's rate (one per second, with a burst of ten).
 */
export function createRestrictedDataToken(
  ctx: Context,
  authorizationId: string,
  request: RestrictedDataRequest,
): Promise<RestrictedVend> {
  return measureVend('restricted', () => create(ctx, authorizationId, request))
}

async function create(
  ctx: Context,
  authorizationId: string,
  request: RestrictedDataRequest,
): Promise<RestrictedVend> {
  requireScope(ctx, 'tokens:restricted')
  const joined = await findAuthorization(ctx.db, authorizationId, visibleTo(ctx.actor))
  if (joined === null) throw new AppError('authorization_not_found', { id: authorizationId })
  const { region, accountId, sellingPartnerId } = joined.authorization
  const askedAt = ctx.now()
  const { result, parsed } = await requestRestrictedDataToken(ctx, joined, request)
  if (result.noToken !== null) throw await explainFailure(ctx, authorizationId, result.noToken)
  if (parsed === null) throw toRestrictedDataError(result, ctx.now())
  const { token: restrictedDataToken, expiresInSeconds } = parsed
  const expiresAt = new Date(askedAt.getTime() + expiresInSeconds * 1_000)
  return {
    restrictedDataToken,
    source: 'amazon',
    expiresAt,
    secondsLeft: lifeSeconds({ expiresAt }, ctx.now()),
    region,
    endpoint: ctx.amazon.origins.toReachableUrl(endpointOf({ region })),
    accountId,
    sellingPartnerId,
    idVerified: idVerifiedOf(joined.authorization),
  }
}

/**
 * One request for such a token, and the token if there is one; otherwise, the result says why not. The caller has
 * checked who may have it.
 */
export async function requestRestrictedDataToken(
  ctx: Context,
  joined: Pick<AuthorizationJoined, 'authorization' | 'application'>,
  request: RestrictedDataRequest,
): Promise<{ readonly result: CallResult; readonly parsed: ReturnType<typeof parseRestrictedDataToken> }> {
  const called = await callAsSeller(ctx, joined, operation, { body: request })
  const result: CallResult = { ...called, reached: called.reached === 'lwa' ? 'lwa' : 'tokens' }
  const { response, error } = result
  if (response === null || error !== null) return { result, parsed: null }
  const parsed = parseRestrictedDataToken(parseOperationResponse(response))
  if (parsed !== null) return { result, parsed }
  const evidence = { status: response.status, requestId: response.headers.get('x-amzn-requestid') }
  const unreadable = new AmazonUnreadableError('it contains no restricted data token', evidence)
  return { result: { ...result, error: unreadable }, parsed }
}

/** Translates SP-API's answer, or its absence, into an error for a program. */
function toRestrictedDataError({ response, error }: CallResult, now: Date): AppError {
  const code = codeOf(error)
  const waitMs =
    code === 'restricted_data_throttled' && response !== null
      ? Math.min(secondsToWait(response.headers, operation), longestWaitSeconds) * 1_000
      : pauseMs
  return new AppError(code, {
    detail: error?.message ?? '',
    diagnosis: diagnoseFailure(error?.failure ?? null, {
      request: `${operation.method} ${operation.path}`,
      tokenKind: 'access',
    }),
    amazonRequestId: response?.headers.get('x-amzn-requestid') ?? null,
    ...(code !== 'restricted_data_refused' && { retryAt: new Date(now.getTime() + waitMs) }),
  })
}

function codeOf(error: CallResult['error']): ErrorCode {
  if (error?.kind !== 'sp-api') return 'restricted_data_unavailable'
  if (error.status === 429) return 'restricted_data_throttled'
  if (saysSecretExpired(error)) return 'application_credentials_refused'
  return error.retry === 'later' ? 'restricted_data_unavailable' : 'restricted_data_refused'
}
