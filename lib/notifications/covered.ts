import type { NotifiedFailure } from '#drizzle/schema.ts'
import type { EventTypeName } from '../events/catalog.ts'
import type { EventRow } from '../store/events/events.ts'
import type { IncidentSpan } from '../store/incidents.ts'

/** An incident also explains failures from this long before it was noticed, and recoveries until this long after it. */
export const coverageMs = 10 * 60_000

/**
 * The failure that an event about one seller reports, or whose end it reports. If an incident explains it, the
 * incident's own message covers it. Null: the event is about something else, which no incident explains.
 */
export function failureOf({ type, data }: Pick<EventRow, 'type' | 'data'>): NotifiedFailure | null {
  const { cause, current, previous } = data as EventData
  switch (type as EventTypeName) {
    case 'authorization.reauthorization_needed':
    case 'authorization.retrying':
      return cause ? { cause, since: current?.since ?? null, hasEnded: false } : null
    case 'authorization.recovered':
      return previous?.cause ? { cause: previous.cause, since: previous.since ?? null, hasEnded: true } : null
    default:
      return null
  }
}

interface EventData {
  readonly cause?: string | null
  readonly previous?: { readonly cause?: string | null; readonly since?: string | null }
  readonly current?: { readonly since?: string | null }
}

/**
 * Whether one of the incidents explains a failure that was reported then: the same failure, at the same time, which
 * didn't begin before. What still fails after an incident isn't part of it.
 */
export function isCovered(
  applicationId: string | null,
  happenedAt: Date,
  { cause, since, hasEnded }: NotifiedFailure,
  incidents: readonly IncidentSpan[],
): boolean {
  return incidents.some(({ applicationId: affected, problem, startedAt, endedAt }) => {
    if (affected !== applicationId || problem !== cause) return false
    // As `incidentId` in lib/store/incidents.ts.
    if (problem === 'invalid_grant' && since !== null && new Date(since) < startedAt) return false
    if (happenedAt.getTime() < startedAt.getTime() - coverageMs) return false
    if (endedAt === null) return true
    return hasEnded ? happenedAt.getTime() <= endedAt.getTime() + coverageMs : happenedAt < endedAt
  })
}
