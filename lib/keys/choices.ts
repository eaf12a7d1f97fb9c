import type { ApiScope, KeyHolder } from '#drizzle/schema.ts'
import { type Context, requireScope } from '../context.ts'
import { listApplications } from '../store/applications.ts'
import { listAccounts } from '../store/people/accounts.ts'

export type { KeyHolder }

export interface ScopeChoice {
  readonly id: ApiScope
  readonly label: string
  readonly hint: string
  /** Most programs need these scopes, and no more. */
  readonly isUsual: boolean
}

/** The scopes that a key can have. */
export const apiScopes: readonly ScopeChoice[] = [
  {
    id: 'tokens:vend',
    label: 'Get access tokens',
    hint: 'To call the Selling Partner API for a seller.',
    isUsual: true,
  },
  {
    id: 'authorizations:read',
    label: 'List authorizations',
    hint: 'To find the id and the status of a seller’s authorization.',
    isUsual: true,
  },
  {
    id: 'authorizations:annotate',
    label: 'Set references and tags',
    hint: 'To store your own ID and tags on authorizations.',
    isUsual: false,
  },
  {
    id: 'authorizations:operate',
    label: 'Check, pause, resume and revoke',
    hint: 'To act on authorizations as an operator does. Revoking destroys their tokens.',
    isUsual: false,
  },
  {
    id: 'links:manage',
    label: 'Create connect links',
    hint: 'To invite sellers from your own systems, to renew authorizations, and to revoke these links.',
    isUsual: false,
  },
  {
    id: 'tokens:import',
    label: 'Import refresh tokens',
    hint: 'To move authorizations from another system, once. Not for a key of one account or of tags.',
    isUsual: false,
  },
  {
    id: 'applications:read',
    label: 'List applications',
    hint: 'To find the id of an application.',
    isUsual: false,
  },
  {
    id: 'tokens:restricted',
    label: 'Get restricted data tokens',
    hint: 'To read names and addresses of buyers. Amazon’s data protection policy applies.',
    isUsual: false,
  },
  {
    id: 'tokens:grantless',
    label: 'Get grantless tokens',
    hint: 'To act for the application itself, such as for its notifications. Not for a key of one account or of tags.',
    isUsual: false,
  },
  {
    id: 'tokens:rotation',
    label: 'Get tokens that rotate the client secret',
    hint: 'Amazon ends the old secret after seven days: unless someone saves the new one here by then, every authorization stops working. Not for a key of one account or of tags.',
    isUsual: false,
  },
  {
    id: 'events:read',
    label: 'Read events',
    hint: 'To catch up on what changed, such as after a webhook endpoint was down.',
    isUsual: false,
  },
  {
    id: 'incidents:read',
    label: 'Read incidents',
    hint: 'To tell failures shared by many sellers from one seller’s own.',
    isUsual: false,
  },
  {
    id: 'usage:read',
    label: 'Read usage',
    hint: 'To see how many tokens each key got, by day. A limited key sees only its own.',
    isUsual: false,
  },
  {
    id: 'notifications:deliver',
    label: 'Deliver Amazon’s notifications',
    hint: 'To pass on new client secrets that Amazon sent to a queue of yours. Not for a key of one account or of tags.',
    isUsual: false,
  },
  {
    id: 'webhooks:manage',
    label: 'Manage webhook endpoints',
    hint: 'To add, change and delete endpoints, and to send events again. Not for a key of one account or of tags.',
    isUsual: false,
  },
  {
    id: 'calls:run',
    label: 'Call SP-API',
    hint: 'For agents: to run Amazon’s read-only operations inside Gatehouse. Never those that return buyers’ personal data.',
    isUsual: false,
  },
]

/** The scopes that a program can have. It calls SP-API itself, with a token. */
export const programScopes: readonly ScopeChoice[] = apiScopes.filter(({ id }) => id !== 'calls:run')

/** The scopes that an agent can have: none returns a token or ends an authorization. */
export const agentScopes: readonly ApiScope[] = [
  'authorizations:read',
  'applications:read',
  'incidents:read',
  'calls:run',
  'links:manage',
]

/** Scopes that reach beyond one account. */
export const beyondAccounts: readonly ApiScope[] = [
  'tokens:grantless',
  'tokens:rotation',
  'notifications:deliver',
  'tokens:import',
  'webhooks:manage',
]

/** How long a key may live, in days; null until it is revoked. */
export const lifeDays = [30, 90, 365, null] as const

/** The same for an agent's key. */
export const agentLifeDays = [7, 30, 90] as const

export function isLifeDays(days: number | null, holder: KeyHolder): boolean {
  const offered: readonly (number | null)[] = holder === 'agent' ? agentLifeDays : lifeDays
  return offered.includes(days)
}

/** How many more days a replaced secret may work. */
export const overlapDays = [1, 7, 30] as const

/** Whether it is one of the offered overlaps. */
export function isOverlapDays(days: number): boolean {
  return overlapDays.some((offered) => offered === days)
}

export interface Choice {
  readonly id: string
  readonly name: string
}

/** The applications and accounts that a new key can be limited to. */
export async function listKeyChoices(
  ctx: Context,
): Promise<{ readonly applications: readonly Choice[]; readonly accounts: readonly Choice[] }> {
  requireScope(ctx, 'keys:manage')
  const [applications, accounts] = await Promise.all([listApplications(ctx.db), listAccounts(ctx.db)])
  return { applications: applications.map(({ id, name }) => ({ id, name })), accounts }
}
