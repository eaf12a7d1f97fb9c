import type { DeletedCounts } from '#drizzle/schema.ts'
import { recordAudit } from '../audit/record.ts'
import { findOwnAccount } from '../authorizations/own-account.ts'
import { type Context, inTransaction, requireScope, type Tx } from '../context.ts'
import { AppError } from '../errors.ts'
import { requirePerson } from '../people/sessions.ts'
import { requireConfirmation } from '../require-confirmation.ts'
import { isRowId } from '../row-id.ts'
import { settleState } from '../state/settle-state.ts'
import {
  type DataDeletionRow,
  deleteSellerRows,
  hasSellerData,
  isLapsed,
  listDataDeletions,
  listLapsedAccounts,
  lockAuthorizationsOf,
  lockPeopleOf,
  putDataDeletion,
} from '../store/audit/seller-data.ts'
import { destroyTokens, updateAuthorization } from '../store/authorizations.ts'
import { lockAccount } from '../store/people/accounts.ts'

export type { DeletedCounts }

/**
 * Deletes everything that identifies a seller, on request: people, tokens, store names, ids, calls, messages, and the
 * audit log's texts about them. The records of actions remain, without names. Returns the report. Throws
 * `account_not_found` for an account that isn't a seller's, or has nothing left to delete.
 */
export async function deleteSellerData(ctx: Context, accountId: string): Promise<DataDeletionRow> {
  requireScope(ctx, 'compliance:manage')
  await requireConfirmation(ctx)
  const { personId } = requirePerson(ctx)
  const ownId = await findOwnAccount(ctx)
  if (!isRowId(accountId) || accountId === ownId) throw new AppError('account_not_found')
  return inTransaction(ctx, (tx) => deleteAccount(tx, accountId, personId))
}

/** Whether there is something to delete, for an account that isn't the company's own. */
export async function canDeleteSellerData(ctx: Context, accountId: string): Promise<boolean> {
  requireScope(ctx, 'compliance:manage')
  return accountId !== (await findOwnAccount(ctx)) && (await hasSellerData(ctx.db, accountId))
}

async function deleteAccount(tx: Tx, accountId: string, deletedBy: string | null): Promise<DataDeletionRow> {
  const isKnown = (await lockAccount(tx.db, accountId)) !== null && (await hasSellerData(tx.db, accountId))
  if (!isKnown) throw new AppError('account_not_found')
  const authorizations = await lockAuthorizationsOf(tx.db, accountId)
  const ids = authorizations.map(({ id }) => id)
  const now = tx.now()
  for (const { id, disconnectedAt } of authorizations) {
    await destroyTokens(tx.db, id)
    await updateAuthorization(tx.db, id, {
      releasedAt: now,
      ...(disconnectedAt === null && { disconnectedAt: now, disconnectedBy: 'operator' }),
    })
  }
  await settleState(tx, ids)
  const counts = await deleteSellerRows(tx.db, accountId, ids, now)
  const report = { accountId, counts, deletedBy, deletedAt: now }
  await putDataDeletion(tx.db, report)
  await recordAudit(tx, 'account.data-deleted', { kind: 'account', id: accountId, accountId }, { ...counts })
  return report
}

const accountsPerBatch = 100
const dayMs = 86_400_000

/** Deletes the data of sellers who disconnected everything longer ago than DELETE_SELLERS_AFTER_DAYS. */
export async function deleteLapsedSellers(ctx: Context, batchSize = accountsPerBatch): Promise<void> {
  requireScope(ctx, 'people:manage')
  const { deleteSellersAfterDays } = ctx.settings
  if (deleteSellersAfterDays === 0) return
  const before = new Date(ctx.now().getTime() - deleteSellersAfterDays * dayMs)
  const lapsed = { before, exceptId: await findOwnAccount(ctx) }
  for (;;) {
    const ids = await listLapsedAccounts(ctx.db, lapsed, batchSize)
    for (const id of ids) {
      await inTransaction(ctx, async (tx) => {
        await lockAccount(tx.db, id)
        await lockPeopleOf(tx.db, id)
        // They may have come back since the list was read.
        if (await isLapsed(tx.db, id, lapsed)) await deleteAccount(tx, id, null)
      })
    }
    if (ids.length < batchSize) return
  }
}

/** The reports of all deletions, the newest first. */
export async function listDeletions(ctx: Context): Promise<Awaited<ReturnType<typeof listDataDeletions>>> {
  requireScope(ctx, 'compliance:manage')
  return listDataDeletions(ctx.db, 100)
}
