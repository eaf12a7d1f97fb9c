import { type AnyAmazonError, isAmazonError } from '../amazon/errors.ts'
import type { TokenGrant } from '../amazon/lwa.ts'
import { type Context, inTransaction } from '../context.ts'
import { AppError, isVaultError } from '../errors.ts'
import type { Secret } from '../secret.ts'
import {
  type AuthorizationJoined,
  type AuthorizationRow,
  countInvalidGrant,
  findAccessToken,
  storeAccessToken,
  updateAuthorizationOfVersion,
} from '../store/authorizations.ts'
import { open, seal } from '../vault/seal.ts'
import { accessTokenBinding, refreshTokenBinding } from './bindings.ts'
import { clearCredentialsProblem, recordCredentialsProblem } from './credentials-problem.ts'
import { lwaClientOf } from './lwa-client.ts'

export interface FreshToken {
  readonly accessToken: Secret
  readonly expiresAt: Date
}

export type Refreshed =
  | ({ readonly kind: 'refreshed' } & FreshToken)
  | { readonly kind: 'failed'; readonly error: AnyAmazonError }

/** The stored access token while it lives for `minTtlSeconds` more, else a new one from LWA. */
export async function freshAccessToken(
  ctx: Context,
  joined: AuthorizationJoined,
  minTtlSeconds: number,
): Promise<Refreshed> {
  const { authorization } = joined
  openable(authorization)
  const stored = await findAccessToken(ctx.db, authorization.id)
  const secondsLeft = stored === null ? 0 : (stored.expiresAt.getTime() - ctx.now().getTime()) / 1_000
  if (stored === null || secondsLeft < minTtlSeconds) return refreshAccessToken(ctx, joined)
  try {
    const accessToken = open(ctx.keyRing, stored.sealed, accessTokenBinding(authorization.id))
    return { kind: 'refreshed', accessToken, expiresAt: stored.expiresAt }
  } catch (error) {
    if (!isVaultError(error)) throw error
    return refreshAccessToken(ctx, joined)
  }
}

/**
 * Takes a new access token from LWA and stores it, with what was learnt about the authorization's health. Only
 * what LWA says of this grant counts against the seller: refused credentials are an incident of the application,
 * silence is nobody's fault. Throws `authorization_disconnected`, `token_unreadable`, `authorization_changed`.
 */
export async function refreshAccessToken(ctx: Context, joined: AuthorizationJoined): Promise<Refreshed> {
  const { authorization, application } = joined
  const refreshToken = await openRefreshToken(ctx, authorization)
  try {
    const grant = await ctx.amazon.refresh(lwaClientOf(ctx, application), refreshToken)
    await clearCredentialsProblem(ctx, application)
    return { kind: 'refreshed', ...(await storeTokens(ctx, authorization, refreshToken, grant)) }
  } catch (error) {
    if (!isAmazonError(error)) throw error
    await recordFailure(ctx, joined, error)
    return { kind: 'failed', error }
  }
}

function openable(authorization: AuthorizationRow): string {
  if (authorization.disconnectedAt !== null || authorization.refreshTokenSealed === null) {
    throw new AppError('authorization_disconnected', { id: authorization.id })
  }
  return authorization.refreshTokenSealed
}

async function openRefreshToken(ctx: Context, authorization: AuthorizationRow): Promise<Secret> {
  try {
    return open(ctx.keyRing, openable(authorization), refreshTokenBinding(authorization.id))
  } catch (error) {
    if (!isVaultError(error)) throw error
    ctx.log.error({ authorizationId: authorization.id }, 'stored refresh token cannot be opened')
    await updateAuthorizationOfVersion(ctx.db, authorization.id, authorization.tokenVersion, {
      lastRefreshAt: ctx.now(),
      lastRefreshProblem: 'token_unreadable',
      lastRefreshDetail: 'The stored refresh token cannot be opened.',
    })
    throw new AppError('token_unreadable', { id: authorization.id }, { cause: error })
  }
}

async function storeTokens(
  ctx: Context,
  authorization: AuthorizationRow,
  sent: Secret,
  grant: TokenGrant,
): Promise<FreshToken> {
  const { id } = authorization
  const rotated = grant.refreshToken !== null && grant.refreshToken.expose() !== sent.expose()
  const tokenVersion = authorization.tokenVersion + (rotated ? 1 : 0)
  const expiresAt = new Date(ctx.now().getTime() + grant.expiresInSeconds * 1_000)
  await inTransaction(ctx, async (tx) => {
    const stillOurs = await updateAuthorizationOfVersion(tx.db, id, authorization.tokenVersion, {
      ...(rotated && grant.refreshToken !== null
        ? { refreshTokenSealed: seal(tx.keyRing, grant.refreshToken, refreshTokenBinding(id)), tokenVersion }
        : {}),
      lastRefreshAt: tx.now(),
      lastWorkedAt: tx.now(),
      lastRefreshProblem: null,
      lastRefreshDetail: null,
      lastRefreshRequestId: grant.requestId,
      firstInvalidGrantAt: null,
      lastInvalidGrantAt: null,
      invalidGrants: 0,
    })
    if (!stillOurs) throw new AppError('authorization_changed', { id })
    const sealed = seal(tx.keyRing, grant.accessToken, accessTokenBinding(id))
    await storeAccessToken(tx.db, { authorizationId: id, sealed, expiresAt, tokenVersion })
  })
  return { accessToken: grant.accessToken, expiresAt }
}

async function recordFailure(
  ctx: Context,
  { authorization, application }: AuthorizationJoined,
  error: AnyAmazonError,
): Promise<void> {
  const { id, tokenVersion } = authorization
  const detail = error.message
  const requestId = 'requestId' in error ? error.requestId : null
  ctx.log.warn({ authorizationId: id, detail, amazonRequestId: requestId }, 'refresh failed')
  if (error.kind === 'lwa' && error.blame === 'application') {
    return recordCredentialsProblem(ctx, application.id, { detail, requestId })
  }
  if (error.kind === 'lwa' && error.code === 'invalid_grant') {
    await countInvalidGrant(ctx.db, id, tokenVersion, { at: ctx.now(), detail, requestId })
    return
  }
  await updateAuthorizationOfVersion(ctx.db, id, tokenVersion, {
    lastRefreshAt: ctx.now(),
    lastRefreshProblem: error.kind === 'unreadable' ? 'amazon_answer_unreadable' : 'amazon_unavailable',
    lastRefreshDetail: detail,
    lastRefreshRequestId: requestId,
  })
}
