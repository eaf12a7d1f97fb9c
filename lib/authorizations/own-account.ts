import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { hasAccount, insertAccount } from '../store/people/accounts.ts'
import { claimSetting, ownAccountSetting, readSetting } from '../store/settings.ts'
import { newId } from '../vault/random.ts'

/** The id of the company's own account, which holds the company's own authorizations. Created at first use. */
export async function ownAccount(ctx: Context): Promise<string> {
  requireScope(ctx, 'authorizations:operate')
  return inTransaction(ctx, async (tx) => {
    const id = await claimSetting(tx.db, ownAccountSetting, newId())
    if (await hasAccount(tx.db, id)) return id
    await insertAccount(tx.db, { id, name: tx.settings.companyName, createdAt: tx.now() })
    await recordAudit(tx, 'account.created', { kind: 'account', id, accountId: id })
    return id
  })
}

/** Null before its first use. */
export function findOwnAccount(ctx: Context): Promise<string | null> {
  return readSetting(ctx.db, ownAccountSetting)
}
