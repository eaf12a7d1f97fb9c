import { isAmazonError } from '../amazon/errors.ts'
import { type LwaVerdict, lwaVerdict } from '../amazon/lwa-verdict.ts'
import { operations } from '../amazon/operations.ts'
import type { Context } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import { untilStored } from '../database/retry.ts'
import { AppError, type ErrorCode, isAppError } from '../errors.ts'
import { seals } from '../seals.ts'
import type { Secret } from '../secret.ts'
import type { ApplicationRow } from '../store/applications.ts'
import {
  type AuthorizationRow,
  listConnectedAuthorizations,
  updateAuthorizationOfVersion,
} from '../store/authorizations.ts'
import { clientWith } from '../tokens/lwa-client.ts'
import { openRefreshToken } from '../tokens/refresh.ts'
import { sameSecret } from '../vault/digest.ts'
import { seal } from '../vault/seal.ts'

/** LWA may have ended one of them, which says nothing about the secret. */
const mostTries = 3

/** The call that showed that LWA accepts the secret, with its request id. */
export interface SecretProof {
  readonly by: 'refresh' | 'grantless'
  readonly requestId: string | null
}

type Answer =
  | { readonly kind: 'accepted'; readonly requestId: string | null }
  /** LWA knows the client, and refused what it asked for. */
  | { readonly kind: 'known'; readonly requestId: string | null }

/**
 * Tests a client secret with LWA before anything depends on it: with a real refresh of an authorization that worked
 * recently, or with a grantless token if none can be refreshed. The result doesn't affect any authorization's state.
 * Throws unless LWA knows the secret, with what it answered.
 */
export async function tryClientSecret(
  ctx: Context,
  application: ApplicationRow,
  secret: Secret,
): Promise<SecretProof> {
  for (const authorization of await listConnectedAuthorizations(ctx.db, application.id, mostTries)) {
    const sent = await readToken(ctx, authorization)
    if (sent === null) continue
    const { kind, requestId } = await classifyAnswer(() =>
      refreshOnce(ctx, application, authorization, sent, secret),
    )
    if (kind === 'accepted') return { by: 'refresh', requestId }
  }
  const { requestId } = await classifyAnswer(async () => {
    return ctx.amazon.grantless(clientWith(application, secret), operations.getDestinations.token)
  })
  return { by: 'grantless', requestId }
}

/** Null: it can't be opened, or no longer exists. The caller tries another authorization. */
async function readToken(ctx: Context, authorization: AuthorizationRow): Promise<Secret | null> {
  try {
    return await openRefreshToken(ctx, authorization)
  } catch (error) {
    if (!isAppError(error)) throw error
    return null
  }
}

async function refreshOnce(
  ctx: Context,
  application: ApplicationRow,
  { id, tokenVersion }: AuthorizationRow,
  sent: Secret,
  secret: Secret,
) {
  const grant = await ctx.amazon.refresh(clientWith(application, secret), sent)
  const given = grant.refreshToken
  if (given !== null && !sameSecret(given, sent)) {
    const refreshTokenSealed = seal(ctx.keyRing, given, seals.authorization.refreshTokenSealed({ id }))
    const change = { refreshTokenSealed, tokenVersion: tokenVersion + 1 }
    await untilStored(ctx, { authorizationId: id }, () =>
      updateAuthorizationOfVersion(autocommit(ctx.db), id, tokenVersion, change),
    )
  }
  return grant
}

/** Null: LWA looked at what was asked for, so it knows the client. */
const problems = {
  'grant-refused': null,
  'grant-foreign': null,
  'client-refused': 'client_secret_refused',
  'request-refused': null,
  unanswered: 'client_secret_untried',
  unreadable: 'client_secret_untried',
} as const satisfies Readonly<Record<LwaVerdict, ErrorCode | null>>

async function classifyAnswer(ask: () => Promise<{ readonly requestId: string | null }>): Promise<Answer> {
  try {
    return { kind: 'accepted', requestId: (await ask()).requestId }
  } catch (error) {
    if (!isAmazonError(error)) throw error
    const seen = { detail: error.message, amazonRequestId: error.requestId }
    const problem = problems[lwaVerdict(error)]
    if (problem !== null) throw new AppError(problem, seen)
    return { kind: 'known', requestId: error.requestId }
  }
}
