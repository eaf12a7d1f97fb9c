import { type Context, requireScope, visibleTo } from '../context.ts'
import { type ApplicationRow, listVisibleApplications } from '../store/applications.ts'

export type FoundApplication = Pick<ApplicationRow, 'id' | 'name' | 'spApiApplicationId' | 'status'>

/** For programs: the applications that the key may see, the environment's first. */
export async function findApplications(ctx: Context): Promise<readonly FoundApplication[]> {
  requireScope(ctx, 'applications:read')
  const rows = await listVisibleApplications(ctx.db, visibleTo(ctx.actor))
  return rows.map(({ id, name, spApiApplicationId, status }) => ({ id, name, spApiApplicationId, status }))
}
