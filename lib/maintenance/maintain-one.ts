import { proveSellingPartnerId } from '../authorizations/prove-id.ts'
import { type Context, requireScope } from '../context.ts'
import { isAppError } from '../errors.ts'
import { findAuthorization } from '../store/authorizations.ts'
import type { Claim, MaintenanceRow, Settlement } from '../store/maintenance.ts'
import { everything } from '../store/visibility.ts'
import { refreshLimits, type TokenRequirement } from '../tokens/plan-refresh.ts'
import { obtainAccessToken, type Snapshot } from '../tokens/refresh.ts'
import { type Duty, planUpkeep, refreshAheadMsOf, upkeepTimes } from './plan.ts'
import { readParticipations } from './read-participations.ts'

/**
 * Looks after one authorization: does what its plan says is due, if anything, and gives what is to be written down: when
 * to look next. A probe refreshes whatever the plan says, to find out whether Amazon accepts the application's
 * credentials again. `sight`: what was read of it while this waited. `lookAgain` reads the facts anew; null: the authorization is gone.
 */
export async function maintainAuthorization(
  ctx: Context,
  claim: Claim,
  facts: MaintenanceRow,
  lookAgain: () => Promise<MaintenanceRow | null>,
  { isProbe = false, sight }: { readonly isProbe?: boolean; readonly sight?: Snapshot } = {},
): Promise<Settlement | null> {
  requireScope(ctx, 'authorizations:operate')
  const now = ctx.now()
  const plan = planUpkeep(facts, now)
  if (plan.at > now && !isProbe) return { claim, dueAt: plan.at, isIdle: plan.isIdle }
  const minDelayMs = await perform(ctx, facts, isProbe ? 'probe' : plan.duty, sight)
  const after = await lookAgain()
  if (after === null) return null
  const { at, isIdle } = planUpkeep(after, ctx.now())
  // Whatever the facts say: nobody is asked about twice in a row.
  const soonestAt = new Date(ctx.now().getTime() + minDelayMs)
  return { claim, dueAt: at < soonestAt ? soonestAt : at, isIdle }
}

/** How long at least to leave it alone afterwards. */
async function perform(
  ctx: Context,
  facts: MaintenanceRow,
  duty: Duty | 'probe',
  sight: Snapshot | undefined,
): Promise<number> {
  try {
    if (duty === 'read-participations') await readParticipations(ctx, facts.id)
    else if (duty === 'prove-id') await proveId(ctx, facts.id)
    else if (duty !== 'rest') await obtainAccessToken(ctx, facts.id, needOf(ctx, facts, duty), sight)
    return refreshLimits.everyMs
  } catch (error) {
    // Such as a token that can't be opened: a person has to act, so there is no hurry.
    if (!isAppError(error)) throw error
    ctx.log.warn({ authorizationId: facts.id, code: error.code }, 'upkeep refused')
    return upkeepTimes.restMs
  }
}

async function proveId(ctx: Context, id: string): Promise<void> {
  const joined = await findAuthorization(ctx.db, id, everything)
  if (joined !== null) await proveSellingPartnerId(ctx, joined)
}

/** After a failure, a refresh that is newer than it; else a token that lasts, which a caller may have got meanwhile. */
function needOf(ctx: Context, { id, lease }: MaintenanceRow, duty: 'refresh' | 'probe'): TokenRequirement {
  if (duty === 'probe') return { refreshedSince: ctx.now() }
  if (lease?.problem) return { refreshedSince: new Date(lease.startedAt.getTime() + 1) }
  return { minTtlSeconds: Math.ceil(refreshAheadMsOf(id) / 1_000) }
}
