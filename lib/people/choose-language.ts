import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { AppError } from '../errors.ts'
import type { Language } from '../languages/languages.ts'
import { lockAccount, updateAccount } from '../store/people/accounts.ts'
import { isWithin } from './throttle.ts'

/**
 * The language of the account's pages and emails, for a seller who is signed in. Choosing it again changes nothing, and
 * neither does choosing too often: the browser remembers the language, too.
 */
export async function chooseOwnLanguage(ctx: Context, language: Language): Promise<void> {
  requireScope(ctx, 'sessions:own')
  if (ctx.actor.kind !== 'account') throw new AppError('not_allowed')
  const { accountId, personId } = ctx.actor
  if (!(await isWithin(ctx, 'settings.person', personId))) return
  await inTransaction(ctx, async (tx) => {
    const account = await lockAccount(tx.db, accountId)
    if (account === null) throw new AppError('not_allowed')
    if (account.language === language) return
    await updateAccount(tx.db, accountId, { language })
    const target = { kind: 'account', id: accountId, accountId } as const
    await recordAudit(tx, 'account.language-chosen', target, { language, before: account.language })
  })
}
