import { proveSellingPartnerId } from '../authorizations/prove-id.ts'
import { type Context, requireScope } from '../context.ts'
import { isAppError } from '../errors.ts'
import { refreshLimits } from '../policy.ts'
import { findAuthorization } from '../store/authorizations.ts'
import type { Claim, MaintenanceRow, Settlement } from '../store/maintenance.ts'
import { everything } from '../store/visibility.ts'
import type { TokenRequirement } from '../tokens/lease.ts'
import { getAccessToken, type RefreshOptions } from '../tokens/refresh.ts'
import { maintenanceTimes, planMaintenance, refreshAheadMsOf, type Task } from './plan.ts'
import { readParticipations } from './read-participations.ts'

/**
 * Does the due work of one authorization, if any, and returns when to look at it next. A probe refreshes whatever the
 * plan says, to find out whether Amazon accepts the application's credentials again. `lookAgain` reads the facts anew;
 * null: the authorization is gone.
 */
export async function maintainAuthorization(
  ctx: Context,
  claim: Claim,
  facts: MaintenanceRow,
  lookAgain: () => Promise<MaintenanceRow | null>,
  { isProbe = false, ...refreshOptions }: RefreshOptions & { readonly isProbe?: boolean } = {},
): Promise<Settlement | null> {
  requireScope(ctx, 'authorizations:operate')
  const now = ctx.now()
  const plan = planMaintenance(facts, now)
  if (plan.at > now && !isProbe) return { claim, dueAt: plan.at, isIdle: plan.isIdle }
  const minDelayMs = await perform(ctx, facts, isProbe ? 'probe' : plan.task, refreshOptions)
  const after = await lookAgain()
  if (after === null) return null
  const { at, isIdle } = planMaintenance(after, ctx.now())
  // No authorization is claimed twice in a row, whatever the facts say.
  const soonestAt = new Date(ctx.now().getTime() + minDelayMs)
  return { claim, dueAt: at < soonestAt ? soonestAt : at, isIdle }
}

/** The minimum time to leave it alone afterwards. */
async function perform(
  ctx: Context,
  facts: MaintenanceRow,
  task: Task | 'probe',
  refreshOptions: RefreshOptions,
): Promise<number> {
  try {
    if (task === 'read-participations') await readParticipations(ctx, facts.id)
    else if (task === 'prove-id') await proveId(ctx, facts.id)
    else if (task !== 'rest')
      await getAccessToken(ctx, facts.id, requirementOf(ctx, facts, task), refreshOptions)
    return refreshLimits.everyMs
  } catch (error) {
    // Such as a token that can't be opened: a person has to act, so there is no hurry.
    if (!isAppError(error)) throw error
    ctx.log.warn({ authorizationId: facts.id, code: error.code }, 'maintenance refused')
    return maintenanceTimes.restMs
  }
}

async function proveId(ctx: Context, id: string): Promise<void> {
  const joined = await findAuthorization(ctx.db, id, everything)
  if (joined !== null) await proveSellingPartnerId(ctx, joined)
}

/**
 * After a failure, a refresh newer than the failure; otherwise a token that lasts long enough, which a caller may have
 * obtained in the meantime.
 */
function requirementOf(
  ctx: Context,
  { id, lease }: MaintenanceRow,
  task: 'refresh' | 'probe',
): TokenRequirement {
  if (task === 'probe') return { refreshedSince: ctx.now() }
  if (lease?.problem) return { refreshedSince: new Date(lease.startedAt.getTime() + 1) }
  return { minTtlSeconds: Math.ceil(refreshAheadMsOf(id) / 1_000) }
}
