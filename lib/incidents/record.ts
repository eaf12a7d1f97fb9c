import type { SharedProblem } from '#drizzle/schema.ts'
import type { Tx } from '../context.ts'
import { appendEvents, type NewEvent } from '../events/append.ts'
import {
  closeIncident,
  findOpenIncident,
  type IncidentRow,
  type NewIncident,
  openOrUpdateIncident,
} from '../store/incidents.ts'
import { countConnected } from '../store/state.ts'

/** Opens an incident with its event, or updates the open one. True if it is new. */
export async function openIncident(tx: Tx, incident: NewIncident): Promise<boolean> {
  if (!(await openOrUpdateIncident(tx.db, incident))) return false
  const { id, applicationId, problem, startedAt, affected, tried } = incident
  const data = {
    problem,
    startedAt: startedAt.toISOString(),
    tried,
    affected: await affectedBy(tx, problem, applicationId, affected),
  }
  const requestId = incident.requestIds[0] ?? null
  await appendEvents(tx, [
    { type: 'incident.opened', subjectId: id, applicationId, data, amazonRequestId: requestId },
    ...(problem === 'application_refused'
      ? [aboutCredentials('authorization.blocked', applicationId, data)]
      : []),
  ])
  return true
}

/** Ends an incident with its event, unless it started after `begunBy`. Null: none was open. */
export async function endIncident(
  tx: Tx,
  applicationId: string,
  problem: SharedProblem,
  begunBy: Date = tx.now(),
): Promise<IncidentRow | null> {
  // There is rarely one, and this read takes no lock.
  if ((await findOpenIncident(tx.db, applicationId, problem)) === null) return null
  const ended = await closeIncident(tx.db, applicationId, problem, tx.now(), begunBy)
  if (ended === null) return null
  const { id, startedAt, affected, tried } = ended
  const times = { startedAt: startedAt.toISOString(), endedAt: tx.now().toISOString() }
  const data = { problem, ...times, tried, affected: await affectedBy(tx, problem, applicationId, affected) }
  await appendEvents(tx, [
    { type: 'incident.resolved', subjectId: id, applicationId, data },
    ...(problem === 'application_refused'
      ? [aboutCredentials('authorization.unblocked', applicationId, data)]
      : []),
  ])
  return ended
}

/** One event for all authorizations of the application. */
function aboutCredentials(
  type: 'authorization.blocked' | 'authorization.unblocked',
  applicationId: string,
  data: NewEvent['data'] & object,
): NewEvent {
  return { type, subjectId: applicationId, applicationId, data }
}

/** Amazon's refusal of the application itself affects all its authorizations, whether they were tried or not. */
async function affectedBy(
  tx: Tx,
  problem: SharedProblem,
  applicationId: string,
  counted: number,
): Promise<number> {
  return problem === 'application_refused' ? countConnected(tx.db, applicationId) : counted
}
