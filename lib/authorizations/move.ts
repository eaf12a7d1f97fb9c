import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope, type Tx, visibleTo } from '../context.ts'
import { AppError } from '../errors.ts'
import { revokeLinksOf } from '../links/revoke.ts'
import { lockAuthorization, updateAuthorization } from '../store/authorizations.ts'
import { cancelMessagesOf } from '../store/events/messages.ts'
import { forgetLastReminder } from '../store/events/reminders.ts'
import { findAccountByText } from '../store/people/accounts.ts'
import { appendChange } from './append-change.ts'

export interface Move {
  /** The account that the operator saw as its owner, so that the second of two moves is refused. */
  readonly fromAccountId: string
  /** Its id or name, or the email address of one of its people. */
  readonly account: string
  /** The account that the operator was shown for it; required unless it is named by its id. */
  readonly confirmedAccountId: string | null
}

/**
 * Gives an authorization to another account, such as when its owner can't sign in anymore. Tokens and history stay;
 * the old account no longer sees it, its keys get no more tokens for it, and open links that renew it are revoked. A
 * reminder that still waits is written again, to the new account.
 */
export async function moveAuthorization(ctx: Context, id: string, move: Move): Promise<void> {
  requireScope(ctx, 'authorizations:operate')
  const to = await findAccountByText(ctx.db, move.account, move.confirmedAccountId)
  await inTransaction(ctx, async (tx) => {
    await revokeLinksOf(tx, id)
    const row = await lockAuthorization(tx.db, id, visibleTo(tx.actor))
    if (row === null) throw new AppError('authorization_not_found', { id })
    if (row.releasedAt !== null) throw new AppError('authorization_released', { id })
    if (row.accountId !== move.fromAccountId) throw new AppError('authorization_changed', { id })
    if (row.accountId === to.id) throw new AppError('account_same')
    await updateAuthorization(tx.db, id, { accountId: to.id })
    await redirectReminder(tx, id)
    const eventId = await appendChange(tx, row, 'account', to.id)
    await recordAudit(
      tx,
      'authorization.moved',
      { kind: 'authorization', id, accountId: to.id },
      { fromAccountId: row.accountId, toAccountId: to.id, sellingPartnerId: row.sellingPartnerId },
      eventId,
    )
  })
}

/** A reminder to the old account would come with a revoked link; the next run writes one to the new account. */
async function redirectReminder(tx: Tx, id: string): Promise<void> {
  const canceled = await cancelMessagesOf(tx.db, id, ['renewal-reminder'], 'no_longer_true')
  if (canceled > 0) await forgetLastReminder(tx.db, id)
}
