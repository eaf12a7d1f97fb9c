import type { BulkParameters } from '#drizzle/schema.ts'
import { setReference } from '../authorizations/edit.ts'
import { toListFilter } from '../authorizations/list-filter.ts'
import { pauseAuthorization, resumeAuthorization } from '../authorizations/pause.ts'
import { refreshAuthorization } from '../authorizations/refresh-now.ts'
import { type Context, inTransaction, requireScope, type Tx } from '../context.ts'
import { AppError, isAppError } from '../errors.ts'
import { addRenewalLink, connectLinkUrl, sendRenewalLink } from '../links/create.ts'
import { checkAuthorizationRoles } from '../role-checks/check.ts'
import { seals } from '../seals.ts'
import { Secret } from '../secret.ts'
import { selectAuthorizations } from '../store/authorization-lists.ts'
import { findAuthorization, lockAuthorization } from '../store/authorizations.ts'
import {
  type BulkActionRow,
  type BulkRowEnd,
  type ClaimedBulkRow,
  endBulkRow,
  lockClaimedRow,
} from '../store/bulk-actions.ts'
import { everything } from '../store/visibility.ts'
import { seal } from '../vault/seal.ts'
import { bulkKinds, type Exclusion } from './kinds.ts'
import { exclusionOf } from './select.ts'

type Action = Pick<BulkActionRow, 'id' | 'kind' | 'parameters'>
type Result = Omit<BulkRowEnd, 'endedAt'>

const done: Result = { status: 'done', reason: null }

/**
 * Does the action for one authorization, on behalf of the person who started it, and records the result in the
 * transaction of the change: if a worker dies, its row was either done and says so, or wasn't, and another worker does
 * it. A call to Amazon can't be part of a transaction, so its answer is looked up rather than requested again.
 */
export async function performRow(
  ctx: Context,
  action: Action,
  row: ClaimedBulkRow,
  claim: string,
): Promise<void> {
  requireScope(ctx, bulkKinds[action.kind].scope)
  const { authorizationId: id } = row
  const key = { bulkActionId: action.id, authorizationId: id, claim }
  const end = (tx: Tx, result: Result) => endBulkRow(tx.db, key, { ...result, endedAt: tx.now() })
  if (!bulkKinds[action.kind].asksAmazon) {
    await inTransaction(ctx, async (tx) => {
      if (!(await lockClaimedRow(tx.db, key))) return
      await end(tx, await changeRow(tx, action, id))
    })
    return
  }
  const exclusion = await excludeNow(ctx, action, id)
  let isTakenOver = false
  const settle = async (tx: Tx, result: Result) => {
    isTakenOver = !(await end(tx, result))
    // Rolls back the rest of the transaction.
    if (isTakenOver) throw new Error('another worker has taken the row over')
  }
  try {
    if (exclusion === null) await ask(ctx, action, row, settle)
    else await inTransaction(ctx, (tx) => settle(tx, { status: 'skipped', reason: exclusion }))
  } catch (error) {
    if (isTakenOver) return
    if (!isAppError(error)) throw error
    await inTransaction(ctx, (tx) => end(tx, toResult(error)))
  }
}

/** A row for which the action is impossible. */
export async function failRow(
  ctx: Context,
  { id }: Action,
  row: ClaimedBulkRow,
  claim: string,
): Promise<void> {
  const key = { bulkActionId: id, authorizationId: row.authorizationId, claim }
  await inTransaction(ctx, (tx) =>
    endBulkRow(tx.db, key, { status: 'failed', reason: 'internal_error', endedAt: tx.now() }),
  )
}

/** Checks the row again, since it may have changed since the preview. */
async function excludeNow(ctx: Context, { kind, parameters }: Action, id: string): Promise<Exclusion | null> {
  const [facts] = await selectAuthorizations(ctx.db, await toListFilter(ctx, { ids: [id] }))
  return exclusionOf(kind, facts, parameters)
}

async function changeRow(tx: Tx, action: Action, id: string): Promise<Result> {
  // It is locked from here on.
  await lockAuthorization(tx.db, id, everything)
  const exclusion = await excludeNow(tx, action, id)
  if (exclusion !== null) return { status: 'skipped', reason: exclusion }
  try {
    return await inTransaction(tx, (inner) => change(inner, action, id))
  } catch (error) {
    if (!isAppError(error)) throw error
    return toResult(error)
  }
}

async function change(tx: Tx, { id: bulkActionId, kind, parameters }: Action, id: string): Promise<Result> {
  switch (kind) {
    case 'pause':
      await pauseAuthorization(tx, id)
      return done
    case 'resume':
      await resumeAuthorization(tx, id)
      return done
    case 'create-links':
      return createLink(tx, parameters, bulkActionId, id)
    case 'send-links':
      return sendLink(tx, parameters, id)
    default:
      await changeTags(tx, kind, parameters, id)
      return done
  }
}

async function changeTags(
  tx: Tx,
  kind: Action['kind'],
  { tag = '', value = '' }: BulkParameters,
  id: string,
) {
  const { authorization } = await requireFound(tx, id)
  const { [tag]: _, ...others } = authorization.tags
  await setReference(tx, id, { tags: kind === 'add-tag' ? { ...others, [tag]: value } : others })
}

/** Sealed, for the file that its operator downloads. */
async function createLink(
  tx: Tx,
  { days = 7 }: BulkParameters,
  bulkActionId: string,
  id: string,
): Promise<Result> {
  const { token, expiresAt } = await addRenewalLink(tx, await requireFound(tx, id), days)
  const binding = seals.bulkActionRow.linkSealed({ bulkActionId, authorizationId: id })
  const linkSealed = seal(tx.keyRing, new Secret(connectLinkUrl(tx.settings, token)), binding)
  return { ...done, linkSealed, linkExpiresAt: expiresAt }
}

async function sendLink(tx: Tx, { days = 7 }: BulkParameters, id: string): Promise<Result> {
  const found = await requireFound(tx, id)
  await sendRenewalLink(tx, found, await addRenewalLink(tx, found, days))
  return done
}

async function requireFound(tx: Tx, id: string) {
  const found = await findAuthorization(tx.db, id, everything)
  if (found === null) throw new AppError('authorization_not_found', { id })
  return found
}

async function ask(
  ctx: Context,
  { kind }: Action,
  { authorizationId, startedAt }: ClaimedBulkRow,
  settle: (tx: Tx, result: Result) => Promise<void>,
): Promise<void> {
  if (kind === 'check-roles') {
    await checkAuthorizationRoles(ctx, authorizationId, (tx, problem) =>
      settle(tx, problem === null ? done : { status: 'failed', reason: problem }),
    )
    return
  }
  await refreshAuthorization(ctx, authorizationId, {
    refreshedSince: startedAt,
    settle: (tx, worked) => settle(tx, worked ? done : { status: 'failed', reason: 'refresh_failed' }),
  })
}

/** A concurrent change by someone else isn't a failure. */
const changedMeanwhile: Readonly<Partial<Record<AppError['code'], Exclusion>>> = {
  authorization_not_found: 'gone',
  authorization_paused: 'paused',
  authorization_disconnected: 'disconnected',
  application_retired: 'application_retired',
}

function toResult({ code }: AppError): Result {
  const exclusion = changedMeanwhile[code]
  return exclusion === undefined
    ? { status: 'failed', reason: code }
    : { status: 'skipped', reason: exclusion }
}
