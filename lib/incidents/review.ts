import type { SharedProblem } from '#drizzle/schema.ts'
import { type Context, requireScope } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import { ownFailure } from '../failure.ts'
import { incidentPolicy } from '../policy.ts'
import {
  closeIncident,
  countOutcomes,
  forgiveFailures,
  listOpenIncidents,
  type OpenIncident,
  type OutcomeCount,
  openOrUpdateIncident,
} from '../store/incidents.ts'
import { newId } from '../vault/random.ts'
import { isIncident } from './is-incident.ts'

/** What Amazon says of the application itself is an incident from its first word on, opened and ended where it answers. */
const counted: readonly SharedProblem[] = [
  'invalid_grant',
  'token_foreign',
  'amazon_unavailable',
  'amazon_answer_unreadable',
]

/** Whoever was first refused so long before enough were is part of it. Nobody is condemned that fast. */
const slowStartMs = 10 * 60_000

/** Those who failed during an incident are looked at again within so long after its end. */
const spreadMs = 60_000

/**
 * Opens an incident where many authorizations of an application fail alike, and ends it where they don't any more.
 * Any number of workers may do it at once.
 */
export async function reviewIncidents(ctx: Context): Promise<void> {
  requireScope(ctx, 'authorizations:operate')
  const now = ctx.now()
  const ago = (ms: number) => new Date(now.getTime() - ms)
  const outcomes = await countOutcomes(
    ctx.db,
    ago(incidentPolicy.withinMs),
    ago(incidentPolicy.withinMs + slowStartMs),
  )
  for (const outcome of outcomes) {
    const problem = counted.find((name) => name === outcome.problem)
    const tried = triedOf(outcomes, outcome)
    if (problem !== undefined && isIncident({ ...outcome, affected: outcome.total, tried }))
      await open(ctx, outcome, problem, tried)
  }
  for (const incident of await listOpenIncidents(ctx.db)) {
    const { applicationId, problem } = incident
    if (!counted.includes(problem) || !isOver(outcomes, incident)) continue
    // First, so that whoever dies in between leaves nobody judged by it.
    await forgiveFailures(autocommit(ctx.db), incident, now, spreadMs)
    if (await closeIncident(autocommit(ctx.db), applicationId, problem, now))
      ctx.log.info({ applicationId, problem }, 'incident over')
  }
}

async function open(
  ctx: Context,
  outcome: OutcomeCount,
  problem: SharedProblem,
  tried: number,
): Promise<void> {
  const { applicationId, startedAt, total, failure, requestIds } = outcome
  const isNew = await openOrUpdateIncident(autocommit(ctx.db), {
    ...{ id: newId(), applicationId, problem, startedAt, seenAt: ctx.now(), affected: total, tried },
    failure: failure ?? ownFailure(''),
    requestIds: [...requestIds],
  })
  if (isNew) ctx.log.error({ applicationId, problem, affected: total, tried, failure }, 'incident')
}

function triedOf(outcomes: readonly OutcomeCount[], { applicationId }: Pick<OutcomeCount, 'applicationId'>) {
  return outcomes
    .filter((outcome) => outcome.applicationId === applicationId)
    .reduce((sum, { total }) => sum + total, 0)
}

/**
 * Pure. Somebody's refresh works again, and too few fail alike by now; or there is nobody left whom it could concern.
 * Silence proves nothing.
 */
export function isOver(
  outcomes: readonly OutcomeCount[],
  {
    applicationId,
    problem,
    concernsAnybody,
  }: Pick<OpenIncident, 'applicationId' | 'problem' | 'concernsAnybody'>,
): boolean {
  if (!concernsAnybody) return true
  const own = outcomes.filter((outcome) => outcome.applicationId === applicationId)
  const worked = own.find((outcome) => outcome.problem === null)?.total ?? 0
  const failed = own.find((outcome) => outcome.problem === problem)
  if (worked === 0 || failed === undefined) return worked > 0
  return !isIncident({ ...failed, affected: failed.total, tried: triedOf(own, failed) })
}
