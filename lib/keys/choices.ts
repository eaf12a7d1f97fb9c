import type { ApiScope } from '#drizzle/schema.ts'
import { type Context, requireScope } from '../context.ts'
import { listAccounts } from '../store/accounts.ts'
import { listApplications } from '../store/applications.ts'

/** What a key can be allowed to do. */
export const apiScopes: readonly { readonly id: ApiScope; readonly label: string; readonly hint: string }[] =
  [
    { id: 'tokens:vend', label: 'Take access tokens', hint: 'POST /api/v1/authorizations/:id/access-token' },
    { id: 'authorizations:read', label: 'List authorizations', hint: 'GET /api/v1/authorizations' },
  ]

/** How long a key may live, in days; null until it is revoked. */
export const lifeDays = [30, 90, 365, null] as const

export function isLifeDays(days: number | null): boolean {
  return lifeDays.some((offered) => offered === days)
}

export interface Choice {
  readonly id: string
  readonly name: string
}

/** Whose tokens a new key may take. */
export async function listKeyChoices(
  ctx: Context,
): Promise<{ readonly applications: readonly Choice[]; readonly accounts: readonly Choice[] }> {
  requireScope(ctx, 'keys:manage')
  const [applications, accounts] = await Promise.all([listApplications(ctx.db), listAccounts(ctx.db)])
  return { applications: applications.map(({ id, name }) => ({ id, name })), accounts }
}
