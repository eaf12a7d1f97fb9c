import { diagnoseFailure } from '../amazon/diagnosis/to-diagnosis.ts'
import { operations } from '../amazon/operations.ts'
import { endpointOf, type Region } from '../amazon/regions.ts'
import { parseRestrictedDataToken, type RestrictedDataRequest } from '../amazon/restricted-data.ts'
import { parseOperationResponse, saysSecretExpired, secondsToWait } from '../amazon/sp-api.ts'
import { type Context, requireScope, visibleTo } from '../context.ts'
import { AppError, type ErrorCode } from '../errors.ts'
import { describeFailure, type Failure } from '../failure.ts'
import type { Secret } from '../secret.ts'
import { findAuthorization } from '../store/authorizations.ts'
import { type CallResult, callAsSeller } from './call-as-seller.ts'
import { explainFailure } from './explain-failure.ts'
import { type IdVerified, idVerifiedOf } from './id-verified.ts'
import { lifeSeconds } from './stored-token.ts'

/** A restricted data token on its way to a program. It opens personal data, so it is kept nowhere. */
export interface RestrictedVend {
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
/** After anything but a 429, for which Amazon says how long; but nobody is sent away for days. */
const pauseMs = 5_000
const longestWaitSeconds = 900

/**
 * Asks SP-API for a token to exactly these resources of the seller. Nothing of it is stored: each call is one of
 * Amazon's ten at once and one a second. Throws `not_allowed`, `authorization_not_found`,
 * `authorization_disconnected`, `authorization_paused`, `token_unreadable`, what `explainFailure` names, and
 * `restricted_data_refused`, `restricted_data_throttled`, `restricted_data_unavailable`.
 */
export async function createRestrictedDataToken(
  ctx: Context,
  authorizationId: string,
  request: RestrictedDataRequest,
): Promise<RestrictedVend> {
  requireScope(ctx, 'tokens:restricted')
  const joined = await findAuthorization(ctx.db, authorizationId, visibleTo(ctx.actor))
  if (joined === null) throw new AppError('authorization_not_found', { id: authorizationId })
  const { region, accountId, sellingPartnerId } = joined.authorization
  const askedAt = ctx.now()
  const trial = await callAsSeller(ctx, joined, operation, { body: request })
  if (trial.noToken !== null) throw await explainFailure(ctx, authorizationId, trial.noToken)
  const parsed = readToken(trial)
  if (parsed === null) throw toRestrictedDataError(trial, ctx.now())
  const { token: restrictedDataToken, expiresInSeconds } = parsed
  const expiresAt = new Date(askedAt.getTime() + expiresInSeconds * 1_000)
  return {
    restrictedDataToken,
    expiresAt,
    secondsLeft: lifeSeconds({ expiresAt }, ctx.now()),
    region,
    endpoint: ctx.amazon.origins.reach(endpointOf({ region })),
    ...{ accountId, sellingPartnerId, idVerified: idVerifiedOf(joined.authorization) },
  }
}

function readToken({ response, error }: CallResult) {
  return response === null || error !== null
    ? null
    : parseRestrictedDataToken(parseOperationResponse(response))
}

/** Pure. What SP-API's answer, or its absence, means to a program. */
function toRestrictedDataError({ response, error }: CallResult, now: Date): AppError {
  const code = codeOf(error)
  const failure: Failure = error?.failure ?? {
    ...{ source: 'answer', status: response?.status ?? null, code: null },
    detail: 'it has no restricted data token in it',
  }
  const waitMs =
    code === 'restricted_data_throttled' && response !== null
      ? Math.min(secondsToWait(response.headers, operation), longestWaitSeconds) * 1_000
      : pauseMs
  return new AppError(code, {
    detail: describeFailure(failure),
    diagnosis: diagnoseFailure(failure),
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
