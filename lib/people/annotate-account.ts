import { isDeepStrictEqual } from 'node:util'
import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { AppError } from '../errors.ts'
import { hasAccount, lockAccount, updateAccount } from '../store/people/accounts.ts'
import { parseReferenceChange, type ReferenceChange, writeTags } from '../tags.ts'

/** Sets the company's own id of an account and its tags; left out fields stay. Idempotent. */
export async function setAccountReference(ctx: Context, id: string, change: ReferenceChange): Promise<void> {
  requireScope(ctx, 'authorizations:annotate')
  const wanted = parseReferenceChange(change)
  const { actor } = ctx
  // A key that is limited to an account sees no other, and a key that is limited to an application or to some tags sees
  // no account as a whole.
  const isVisible =
    actor.kind !== 'api-key' ||
    (actor.applicationId === null &&
      Object.keys(actor.tags ?? {}).length === 0 &&
      (actor.accountId ?? id) === id)
  await inTransaction(ctx, async (tx) => {
    const row = isVisible ? await lockAccount(tx.db, id) : null
    if (row === null || !(await hasAccount(tx.db, id))) throw new AppError('account_not_found', { id })
    const { externalReference, tags } = { ...row, ...wanted }
    if (row.externalReference === externalReference && isDeepStrictEqual(row.tags, tags)) return
    await updateAccount(tx.db, id, wanted)
    await recordAudit(
      tx,
      'account.annotated',
      { kind: 'account', id, accountId: id },
      { externalReference, tags: writeTags(tags) },
    )
  })
}
