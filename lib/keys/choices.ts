import type { ApiScope } from '#drizzle/schema.ts'
import { type Context, requireScope } from '../context.ts'
import { listAccounts } from '../store/accounts.ts'
import { listApplications } from '../store/applications.ts'

export interface ScopeChoice {
  readonly id: ApiScope
  readonly label: string
  readonly hint: string
  /** What most programs need, and no more. */
  readonly isUsual: boolean
}

/** What a key can be allowed to do. */
export const apiScopes: readonly ScopeChoice[] = [
  {
    id: 'tokens:vend',
    label: 'Take access tokens',
    hint: 'To call the Selling Partner API for a seller.',
    isUsual: true,
  },
  {
    id: 'authorizations:read',
    label: 'List authorizations',
    hint: 'To find the id of a seller’s authorization, and how it is.',
    isUsual: true,
  },
  {
    id: 'applications:read',
    label: 'List applications',
    hint: 'To find the id of an application.',
    isUsual: false,
  },
  {
    id: 'tokens:restricted',
    label: 'Take restricted data tokens',
    hint: 'To read names and addresses of buyers. Amazon holds the company to its data protection policy.',
    isUsual: false,
  },
  {
    id: 'tokens:grantless',
    label: 'Take grantless tokens',
    hint: 'To act for the application itself, such as for its notifications. Not for a key of one account.',
    isUsual: false,
  },
  {
    id: 'tokens:rotation',
    label: 'Take tokens that rotate the client secret',
    hint: 'Amazon ends the old secret after seven days: unless somebody enters the new one here by then, every seller stands still. Not for a key of one account.',
    isUsual: false,
  },
]

/** Rights of the application as a whole. */
export const beyondAccounts: readonly ApiScope[] = ['tokens:grantless', 'tokens:rotation']

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
