import type { GrantlessScope } from '../amazon/scopes.ts'
import { type Context, visibleTo } from '../context.ts'
import { AppError } from '../errors.ts'
import { listVisibleApplications } from '../store/applications.ts'
import { type GrantlessVend, vendGrantlessToken } from './grantless.ts'

/**
 * The token endpoint's grant `client_credentials`, which has no parameter for an application: the key is limited to
 * one, or sees only one.
 */
export async function exchangeScope(ctx: Context, scope: GrantlessScope): Promise<GrantlessVend> {
  const { actor } = ctx
  const bound = actor.kind === 'api-key' ? actor.applicationId : null
  return vendGrantlessToken(ctx, bound ?? (await onlyApplication(ctx)), { scope })
}

async function onlyApplication(ctx: Context): Promise<string> {
  const rows = await listVisibleApplications(ctx.db, visibleTo(ctx.actor))
  const [first, ...others] = rows.filter(({ retiredAt }) => retiredAt === null)
  if (first === undefined || others.length > 0) throw new AppError('application_not_chosen')
  return first.id
}
