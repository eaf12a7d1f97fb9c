import { findOwnAccount } from '../authorizations/own-account.ts'
import { type Context, requireScope } from '../context.ts'
import { listAccounts } from '../store/accounts.ts'
import { listApplications } from '../store/applications.ts'

/** What a self-authorization can be made for: applications in use, private ones first, and accounts by name. */
export async function listSelfChoices(ctx: Context) {
  requireScope(ctx, 'authorizations:operate')
  const [applications, accounts, ownId] = await Promise.all([
    listApplications(ctx.db),
    listAccounts(ctx.db),
    findOwnAccount(ctx),
  ])
  return {
    accounts: accounts.filter(({ id }) => id !== ownId),
    applications: applications
      .filter(({ retiredAt }) => retiredAt === null)
      .toSorted((one, other) => Number(other.kind === 'private') - Number(one.kind === 'private'))
      .map(({ id, name, kind }) => ({ id, name, kind })),
  }
}
