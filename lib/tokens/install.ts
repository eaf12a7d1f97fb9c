import type { TokenGrant } from '../amazon/lwa.ts'
import type { Context, Tx } from '../context.ts'
import { isVaultError } from '../errors.ts'
import { seals } from '../seals.ts'
import type { Secret } from '../secret.ts'
import { settleState } from '../state/settle-state.ts'
import {
  type AuthorizationRow,
  insertAuthorization,
  storeAccessToken,
  updateAuthorization,
} from '../store/authorizations.ts'
import { refreshStore } from '../store/leases.ts'
import { scheduleNoLaterThan } from '../store/maintenance.ts'
import { sameSecret } from '../vault/digest.ts'
import { open, seal } from '../vault/seal.ts'

/*
 * The one place that writes new tokens to an authorization, whether a grant, a rollback or a refresh brought them.
 * A refresh stores many records by one statement (`storeRefreshed`), so it gets its tokens sealed only.
 */

/** The tokens of a grant, as LWA issued them. */
export interface IssuedTokens {
  readonly refreshToken: Secret
  readonly accessToken: Secret
  readonly expiresAt: Date
  /** Amazon's. */
  readonly requestId: string | null
}

/** `refreshToken`: the issued one, or the one that LWA was asked with. */
export function toIssuedTokens(grant: TokenGrant, refreshToken: Secret, askedAt: Date): IssuedTokens {
  return {
    refreshToken,
    accessToken: grant.accessToken,
    // Counted from before the request: a slow answer must not make the token look younger than it is.
    expiresAt: new Date(askedAt.getTime() + grant.expiresInSeconds * 1_000),
    requestId: grant.requestId,
  }
}

/**
 * Seals the tokens for the columns of their authorization. A refresh token that didn't change is null, and stays so.
 */
export function sealTokens<Token extends Secret | null>(
  { keyRing }: Pick<Context, 'keyRing'>,
  id: string,
  { refreshToken, accessToken }: { readonly refreshToken: Token; readonly accessToken: Secret },
): { readonly refreshToken: Token extends null ? string | null : string; readonly accessToken: string }
export function sealTokens(
  { keyRing }: Pick<Context, 'keyRing'>,
  id: string,
  { refreshToken, accessToken }: { readonly refreshToken: Secret | null; readonly accessToken: Secret },
) {
  return {
    refreshToken: refreshToken && seal(keyRing, refreshToken, seals.authorization.refreshTokenSealed({ id })),
    accessToken: seal(keyRing, accessToken, seals.accessToken.sealed({ authorizationId: id })),
  }
}

/**
 * Replaces the tokens of a record that the transaction has locked, together with `change`. The replaced refresh token
 * is kept for a rollback, recorded problems are cleared, and the id has to be verified again.
 */
export async function replaceTokens(
  tx: Tx,
  present: AuthorizationRow,
  issued: IssuedTokens,
  change: Partial<AuthorizationRow>,
): Promise<void> {
  const { id } = present
  const tokenVersion = present.tokenVersion + 1
  const sealed = sealTokens(tx, id, issued)
  await updateAuthorization(tx.db, id, {
    ...change,
    ...newTokenFacts(tx.now(), issued.requestId),
    ...keepPreviousToken(tx, present, issued.refreshToken),
    refreshTokenSealed: sealed.refreshToken,
    tokenVersion,
  })
  await scheduleNoLaterThan(tx.db, id, tx.now())
  await storeAccess(tx, id, sealed.accessToken, issued.expiresAt, tokenVersion)
}

/** Makes a record with its first tokens. False: another one holds the same grant. */
export async function insertWithTokens(
  tx: Tx,
  row: Omit<Parameters<typeof insertAuthorization>[1], 'refreshTokenSealed' | 'tokenVersion'>,
  issued: IssuedTokens,
): Promise<boolean> {
  const tokenVersion = 1
  const sealed = sealTokens(tx, row.id, issued)
  const facts = newTokenFacts(tx.now(), issued.requestId)
  const isNew = await insertAuthorization(tx.db, {
    ...row,
    ...facts,
    refreshTokenSealed: sealed.refreshToken,
    tokenVersion,
  })
  if (isNew) await storeAccess(tx, row.id, sealed.accessToken, issued.expiresAt, tokenVersion)
  return isNew
}

function storeAccess(
  tx: Tx,
  authorizationId: string,
  sealed: string,
  expiresAt: Date,
  tokenVersion: number,
): Promise<void> {
  return storeAccessToken(tx.db, { authorizationId, sealed, expiresAt, tokenVersion })
}

/**
 * Stores the tokens of a refresh, as `refreshStore` says. Refreshes that end at the same time share a transaction,
 * which settles the state of those that weren't working.
 */
export const storeRefreshed = refreshStore(async (db, ids, at) => {
  await settleState({ db, now: () => at, ...refresher }, ids)
})

const refresher = { actor: { kind: 'system', job: 'refresh' }, requestId: 'refresh' } as const

/**
 * The facts recorded about a refresh token that LWA has just accepted. Proofs about the previous token don't carry
 * over.
 */
function newTokenFacts(now: Date, requestId: string | null) {
  return {
    lastRefreshAt: now,
    lastWorkedAt: now,
    failingSince: null,
    lastRefreshProblem: null,
    lastRefreshFailure: null,
    lastRefreshRequestId: requestId,
    firstInvalidGrantAt: null,
    lastInvalidGrantAt: null,
    invalidGrants: 0,
    idVerifiedAt: null,
    idVerifiedBy: null,
    idCheckedAt: null,
    idProblem: null,
  }
}

type PreviousToken = Pick<
  AuthorizationRow,
  'previousTokenSealed' | 'previousTokenUntil' | 'previousTokenRenewedAt'
>

const dayMs = 86_400_000
const none: PreviousToken = {
  previousTokenSealed: null,
  previousTokenUntil: null,
  previousTokenRenewedAt: null,
}

/**
 * The previous token once `next` is in force: the replaced one, sealed anew for its own column until its term ends.
 * A token that replaces itself leaves the previous one.
 */
function keepPreviousToken(ctx: Context, row: AuthorizationRow, next: Secret): PreviousToken {
  const { keepPreviousTokenDays } = ctx.settings
  const held = openHeldToken(ctx, row)
  if (sameSecret(held, next)) {
    const { previousTokenSealed, previousTokenUntil, previousTokenRenewedAt } = row
    return { previousTokenSealed, previousTokenUntil, previousTokenRenewedAt }
  }
  if (held === null || keepPreviousTokenDays === 0) return none
  return {
    previousTokenSealed: seal(ctx.keyRing, held, seals.authorization.previousTokenSealed({ id: row.id })),
    previousTokenUntil: new Date(ctx.now().getTime() + keepPreviousTokenDays * dayMs),
    previousTokenRenewedAt: row.renewedAt,
  }
}

/** Null when there isn't one, or when it can't be opened: then it is worth nothing. */
export function openHeldToken(
  ctx: Context,
  { id, refreshTokenSealed }: Pick<AuthorizationRow, 'id' | 'refreshTokenSealed'>,
): Secret | null {
  if (refreshTokenSealed === null) return null
  try {
    return open(ctx.keyRing, refreshTokenSealed, seals.authorization.refreshTokenSealed({ id }))
  } catch (error) {
    if (!isVaultError(error)) throw error
    return null
  }
}
