import type { SharedProblem } from '#drizzle/schema.ts'
import type { EventTypeName } from '../events/catalog.ts'
import type { IncidentSpan } from '../store/incidents.ts'

const anyProblem: readonly SharedProblem[] = [
  'application_refused',
  'secret_expired',
  'invalid_grant',
  'token_foreign',
  'amazon_unavailable',
  'amazon_answer_unreadable',
]

/** Events about one seller that an open incident explains: the incident's own message covers all of them. */
const coveredBy: Readonly<Partial<Record<EventTypeName, readonly SharedProblem[]>>> = {
  'authorization.reauthorization_needed': ['invalid_grant', 'token_foreign', 'application_refused'],
  'authorization.retrying': anyProblem,
  'authorization.recovered': anyProblem,
  'authorization.details_missing': anyProblem,
  'authorization.details_missing_cleared': anyProblem,
}

/** An incident also explains events from this long before it was noticed, and this long after it ended. */
export const coverageMs = 10 * 60_000

/** A blocked application is an incident, too: a channel that reports incidents needs no second message. */
export function isSaidByIncident(type: EventTypeName, eventTypes: readonly string[]): boolean {
  if (type === 'authorization.blocked') return eventTypes.includes('incident.opened')
  return type === 'authorization.unblocked' && eventTypes.includes('incident.resolved')
}

/** Whether one of the incidents explains an event of this type that happened then. */
export function isCovered(
  type: EventTypeName,
  applicationId: string | null,
  happenedAt: Date,
  incidents: readonly IncidentSpan[],
): boolean {
  const problems = coveredBy[type] ?? []
  return incidents.some(
    (incident) =>
      incident.applicationId === applicationId &&
      problems.includes(incident.problem) &&
      happenedAt.getTime() >= incident.startedAt.getTime() - coverageMs &&
      (incident.endedAt === null || happenedAt.getTime() <= incident.endedAt.getTime() + coverageMs),
  )
}
