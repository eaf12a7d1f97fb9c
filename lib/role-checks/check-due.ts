import { type Context, requireScope } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import { isAppError } from '../errors.ts'
import { createSemaphore } from '../semaphore.ts'
import { claimDueRoleChecks } from '../store/role-checks.ts'
import { checkAuthorizationRoles } from './check.ts'

/** One minute's work: a hundred thousand authorizations take a day. */
const mostPerRun = 80
const concurrent = 4
/** Longer than a round takes: a worker that died is replaced. */
const claimMs = 3_600_000

/** Checks the roles of authorizations that are new, were renewed, or weren't checked for a day. */
export async function checkDueRoles(ctx: Context): Promise<void> {
  requireScope(ctx, 'authorizations:operate')
  const now = ctx.now()
  const until = new Date(now.getTime() + claimMs)
  const ids = await claimDueRoleChecks(autocommit(ctx.db), { now, until, limit: mostPerRun })
  const slots = createSemaphore({ limit: () => concurrent })
  await Promise.all(ids.map((id) => slots.run(() => checkOne(ctx, id))))
}

async function checkOne(ctx: Context, id: string): Promise<void> {
  try {
    await checkAuthorizationRoles(ctx, id)
  } catch (error) {
    if (!isAppError(error)) throw error
    ctx.log.warn({ authorizationId: id, code: error.code }, 'roles were not checked')
  }
}
