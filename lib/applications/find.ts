import { type Context, requireScope, visibleTo } from '../context.ts'
import { AppError } from '../errors.ts'
import { type ApplicationRow, listVisibleApplications } from '../store/applications.ts'
import { checkReadiness, installationOf, type Readiness } from './readiness.ts'

export type FoundApplication = Pick<
  ApplicationRow,
  'id' | 'name' | 'spApiApplicationId' | 'status' | 'kind' | 'isSandbox' | 'partnerTypes' | 'retiredAt'
> & { readonly readiness: Readiness }

/** For programs: the applications that the key may see, the environment's first. */
export async function findApplications(ctx: Context): Promise<readonly FoundApplication[]> {
  requireScope(ctx, 'applications:read')
  const rows = await listVisibleApplications(ctx.db, visibleTo(ctx.actor))
  return rows.map((row) => {
    const { id, name, spApiApplicationId, status, kind, isSandbox, partnerTypes, retiredAt } = row
    return {
      id,
      name,
      spApiApplicationId,
      status,
      kind,
      isSandbox,
      partnerTypes,
      retiredAt,
      readiness: checkReadiness(row, installationOf(ctx)),
    }
  })
}

export async function findOneApplication(ctx: Context, id: string): Promise<FoundApplication> {
  const found = (await findApplications(ctx)).find((application) => application.id === id)
  if (found === undefined) throw new AppError('application_not_found', { id })
  return found
}
