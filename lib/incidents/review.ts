import type { SharedProblem } from '#drizzle/schema.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import { ownFailure } from '../failure.ts'
import { incidentPolicy, othersWorkMs } from '../policy.ts'
import {
  askAgain,
  countOutcomes,
  forgiveFailures,
  listOpenIncidents,
  type OpenIncident,
  type OutcomeCount,
  updateOpenIncident,
} from '../store/incidents.ts'
import { makeStatesDue } from '../store/state.ts'
import { newId } from '../vault/random.ts'
import { classifyIncident, isIncident, othersWorkSince, sharesOf } from './classify.ts'
import { recordAbandonedClient } from './credentials.ts'
import { endIncident, openIncident } from './record.ts'

/**
 * Problems of single authorizations, which become incidents when enough of them share one. A refusal of the application
 * itself is an incident from the first answer, opened and resolved where that answer arrives.
 */
const counted: readonly SharedProblem[] = [
  'invalid_grant',
  'token_foreign',
  'request_refused',
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
  const askedSince = ago(incidentPolicy.withinMs)
  const outcomes = await countOutcomes(ctx.db, askedSince, ago(incidentPolicy.withinMs + slowStartMs))
  for (const outcome of outcomes) {
    const problem = counted.find((name) => name === outcome.problem)
    const shares = sharesOf(outcomes, outcome)
    if (problem !== undefined && isIncident(shares)) await open(ctx, outcome, problem, shares.tried)
  }
  const workedSince = ago(othersWorkMs)
  for (const incident of await listOpenIncidents(ctx.db, { askedSince, workedSince }))
    if (counted.includes(incident.problem)) await review(ctx, incident, outcomes, askedSince)
    else if (incident.isRetired && !incident.concernsAnybody) await recordAbandonedClient(ctx, incident)
}

async function review(
  ctx: Context,
  incident: OpenIncident,
  outcomes: readonly OutcomeCount[],
  askedSince: Date,
): Promise<void> {
  const { id, applicationId, problem } = incident
  const now = ctx.now()
  const since = othersWorkSince(incident, now)
  if (since?.getTime() !== incident.othersWorkSince?.getTime())
    await updateOpenIncident(autocommit(ctx.db), id, { othersWorkSince: since })
  const verdict = classifyIncident({ ...incident, othersWorkSince: since }, outcomes, now)
  if (verdict === 'lasts') return
  if (verdict === 'unknown') return askAgain(autocommit(ctx.db), incident, askedSince, now, spreadMs)
  // First, so that a crash between the two leaves no authorization degraded by the incident.
  if (verdict === 'over') await forgiveFailures(autocommit(ctx.db), incident, now, spreadMs)
  const hasEnded = await inTransaction(ctx, async (tx) => {
    if ((await endIncident(tx, applicationId, problem)) === null) return false
    if (verdict === 'decisions') await makeStatesDue(tx.db, applicationId)
    return true
  })
  if (hasEnded) ctx.log.info({ applicationId, problem, verdict }, 'incident resolved')
}

async function open(
  ctx: Context,
  outcome: OutcomeCount,
  problem: SharedProblem,
  tried: number,
): Promise<void> {
  const { applicationId, startedAt, total, failure, requestIds } = outcome
  const incident = {
    id: newId(),
    applicationId,
    problem,
    startedAt,
    seenAt: ctx.now(),
    affected: total,
    tried,
    failure: failure ?? ownFailure(''),
    requestIds: [...requestIds],
  }
  const isNew = await inTransaction(ctx, (tx) => openIncident(tx, incident))
  if (isNew) ctx.log.error({ applicationId, problem, affected: total, tried, failure }, 'incident')
}
