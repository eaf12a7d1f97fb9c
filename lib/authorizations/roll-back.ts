import type { Diagnosis } from '../amazon/diagnosis/diagnose.ts'
import { diagnoseFailure } from '../amazon/diagnosis/to-diagnosis.ts'
import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope, visibleTo } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import { untilStored } from '../database/retry.ts'
import { AppError, isVaultError } from '../errors.ts'
import { describeFailure } from '../failure.ts'
import { seals } from '../seals.ts'
import type { Secret } from '../secret.ts'
import { settleState } from '../state/settle-state.ts'
import {
  type AuthorizationRow,
  findAuthorization,
  lockAuthorization,
  replacePreviousToken,
} from '../store/authorizations.ts'
import { everything } from '../store/visibility.ts'
import { type IssuedTokens, replaceTokens } from '../tokens/install.ts'
import { sameSecret } from '../vault/digest.ts'
import { open, seal } from '../vault/seal.ts'
import { tryToken } from './try-token.ts'

export type RolledBack =
  | { readonly kind: 'rolled-back' }
  /** LWA issued no token for it, and nothing was changed. */
  | { readonly kind: 'refused'; readonly detail: string; readonly diagnosis: Diagnosis | null }

/**
 * Restores the refresh token from before the last authorization, once LWA has issued an access token for it. The
 * current one becomes the previous one, so that this can be undone, too. `tokenVersion`: the version of the token that
 * the operator saw as current, so that pressing twice doesn't undo it.
 */
export async function rollBackAuthorization(
  ctx: Context,
  id: string,
  tokenVersion: number,
): Promise<RolledBack> {
  requireScope(ctx, 'authorizations:operate')
  const found = await findAuthorization(ctx.db, id, visibleTo(ctx.actor))
  if (found === null) throw new AppError('authorization_not_found', { id })
  const { authorization: seen, application } = found
  if (seen.pausedAt !== null) throw new AppError('authorization_paused', { id })
  const previousToken = openPreviousToken(ctx, seen)
  if (seen.tokenVersion !== tokenVersion) throw new AppError('authorization_changed', { id })
  let held = previousToken
  const tried = await tryToken(ctx, application, previousToken, async ({ refreshToken }) => {
    await untilStored(ctx, { authorizationId: id }, () => keepRotated(ctx, id, held, refreshToken))
    held = refreshToken
  })
  if (tried.kind === 'fails') {
    const target = { kind: 'authorization', id, accountId: seen.accountId } as const
    const detail = describeFailure(tried.failure)
    await recordAudit(ctx, 'authorization.roll-back-failed', target, { problem: detail })
    return { kind: 'refused', detail, diagnosis: diagnoseFailure(tried.failure) }
  }
  await swap(ctx, seen, held, tried.grant)
  return { kind: 'rolled-back' }
}

/**
 * Stores the token that Amazon has issued in place of the previous one, unless another one has replaced that meanwhile.
 */
async function keepRotated(ctx: Context, id: string, held: Secret, rotated: Secret): Promise<void> {
  const sealed = seal(ctx.keyRing, rotated, seals.authorization.previousTokenSealed({ id }))
  for (;;) {
    const found = await findAuthorization(ctx.db, id, everything)
    const row = found?.authorization
    if (row === undefined || row.previousTokenSealed === null || !holdsPrevious(ctx, row, held)) return
    // Re-sealing may have changed the text of the same token since it was read.
    if (await replacePreviousToken(autocommit(ctx.db), id, row.previousTokenSealed, sealed)) return
  }
}

function holdsPrevious(
  ctx: Context,
  { id, previousTokenSealed }: Pick<AuthorizationRow, 'id' | 'previousTokenSealed'>,
  token: Secret,
): boolean {
  if (previousTokenSealed === null) return false
  try {
    const binding = seals.authorization.previousTokenSealed({ id })
    return sameSecret(open(ctx.keyRing, previousTokenSealed, binding), token)
  } catch (error) {
    if (!isVaultError(error)) throw error
    return false
  }
}

function openPreviousToken(
  ctx: Context,
  { id, previousTokenSealed, previousTokenUntil }: AuthorizationRow,
): Secret {
  const isExpired = previousTokenUntil === null || previousTokenUntil <= ctx.now()
  if (previousTokenSealed === null || isExpired) throw new AppError('previous_token_gone', { id })
  try {
    return open(ctx.keyRing, previousTokenSealed, seals.authorization.previousTokenSealed({ id }))
  } catch (error) {
    if (!isVaultError(error)) throw error
    throw new AppError('previous_token_gone', { id }, { cause: error })
  }
}

/** Only while the row is as it was when LWA was asked: an authorization in the meantime takes precedence. */
async function swap(ctx: Context, seen: AuthorizationRow, held: Secret, grant: IssuedTokens): Promise<void> {
  const { id, previousTokenRenewedAt } = seen
  await inTransaction(ctx, async (tx) => {
    const row = await lockAuthorization(tx.db, id, everything)
    const isSame = row?.tokenVersion === seen.tokenVersion && holdsPrevious(ctx, row, held)
    if (row === null || !isSame || row.pausedAt !== null) throw new AppError('authorization_changed', { id })
    await replaceTokens(tx, row, grant, { renewedAt: previousTokenRenewedAt ?? row.renewedAt })
    const events = await settleState(tx, [id])
    await recordAudit(
      tx,
      'authorization.rolled-back',
      { kind: 'authorization', id, accountId: row.accountId },
      { renewedAt: previousTokenRenewedAt?.toISOString() ?? null, requestId: grant.requestId },
      events.get(id),
    )
  })
}
