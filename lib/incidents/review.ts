import type { SharedProblem } from '#drizzle/schema.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import { ownFailure } from '../failure.ts'
import { incidentPolicy } from '../policy.ts'
import {
  countOutcomes,
  forgiveFailures,
  listOpenIncidents,
  type OpenIncident,
  type OutcomeCount,
} from '../store/incidents.ts'
import { newId } from '../vault/random.ts'
import { isIncident } from './is-incident.ts'
import { endIncident, openIncident } from './record.ts'

/**
 * Problems of single authorizations, which become incidents when enough of them share one. A refusal of the application
 * itself is an incident from the first answer, opened and resolved where that answer arrives.
 */
const counted: readonly SharedProblem[] = [
  'invalid_grant',
  'token_foreign',
  'amazon_unavailable',
  'amazon_answer_unreadable',
]

/**
 * Refusals that began this long before the threshold was reached belong to the incident. No authorization counts as
 * revoked that fast.
 */
const slowStartMs = 10 * 60_000

/** Authorizations that failed during an incident are checked again within this time after its end. */
const spreadMs = 60_000

/**
 * Opens an incident when many authorizations of an application fail alike, and ends it when they no longer do. Any
 * number of workers may do it concurrently.
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
    if (!counted.includes(problem) || !isResolved(outcomes, incident)) continue
    // First, so that a crash between the two leaves no authorization degraded by the incident.
    await forgiveFailures(autocommit(ctx.db), incident, now, spreadMs)
    if (await inTransaction(ctx, (tx) => endIncident(tx, applicationId, problem)))
      ctx.log.info({ applicationId, problem }, 'incident resolved')
  }
}

async function open(
  ctx: Context,
  outcome: OutcomeCount,
  problem: SharedProblem,
  tried: number,
): Promise<void> {
  const { applicationId, startedAt, total, failure, requestIds } = outcome
  const incident = {
    ...{ id: newId(), applicationId, problem, startedAt, seenAt: ctx.now(), affected: total, tried },
    failure: failure ?? ownFailure(''),
    requestIds: [...requestIds],
  }
  const isNew = await inTransaction(ctx, (tx) => openIncident(tx, incident))
  if (isNew) ctx.log.error({ applicationId, problem, affected: total, tried, failure }, 'incident')
}

function triedOf(outcomes: readonly OutcomeCount[], { applicationId }: Pick<OutcomeCount, 'applicationId'>) {
  return outcomes
    .filter((outcome) => outcome.applicationId === applicationId)
    .reduce((sum, { total }) => sum + total, 0)
}

/**
 * At least one refresh works again, and too few still fail the same way; or no authorization is left that it could
 * affect. Missing answers prove nothing.
 */
export function isResolved(
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
