import type { Diagnosis } from '../amazon/diagnosis/diagnose.ts'
import { diagnoseFailure } from '../amazon/diagnosis/to-diagnosis.ts'
import { type Context, requireScope, visibleTo } from '../context.ts'
import { AppError } from '../errors.ts'
import { describeFailure } from '../failure.ts'
import { listEventsOf } from '../store/events/events.ts'
import { findIncident, type IncidentListRow, listIncidentRows } from '../store/incidents.ts'

/** A cause that many share, with its evidence. */
export interface IncidentView extends Omit<IncidentListRow, 'failure'> {
  /** Amazon's answer, as one line. */
  readonly detail: string
  readonly diagnosis: Diagnosis | null
}

const keptDays = 30
const dayMs = 86_400_000

/** Ongoing incidents, then those that ended within 30 days; each newest first. */
export async function readIncidents(ctx: Context): Promise<readonly IncidentView[]> {
  requireScope(ctx, 'incidents:read')
  const since = new Date(ctx.now().getTime() - keptDays * dayMs)
  const rows = await listIncidentRows(ctx.db, since, visibleTo(ctx.actor))
  return rows.map(explain)
}

/** Ongoing incidents. */
export async function readOpenIncidents(ctx: Context): Promise<readonly IncidentView[]> {
  requireScope(ctx, 'incidents:read')
  const rows = await listIncidentRows(ctx.db, ctx.now(), visibleTo(ctx.actor))
  return rows.filter(({ endedAt }) => endedAt === null).map(explain)
}

/** The newest ongoing incident of an application. */
export async function readOpenIncidentOf(
  ctx: Context,
  applicationId: string,
): Promise<IncidentView | undefined> {
  return (await readOpenIncidents(ctx)).find((incident) => incident.applicationId === applicationId)
}

/** An event while an incident was open, of the incident or of its application. */
export interface IncidentEvent {
  readonly id: string
  readonly type: string
  readonly happenedAt: Date
  /** Amazon's request id. */
  readonly requestId: string | null
}

export interface IncidentDetail extends IncidentView {
  /** As long as events are kept. Oldest first. */
  readonly events: readonly IncidentEvent[]
}

const mostEvents = 100
/** The change that resolves an incident is often recorded right after it. */
const afterwardsMs = 60_000

/** One incident, with what happened during it. */
export async function readIncident(ctx: Context, id: string): Promise<IncidentDetail> {
  requireScope(ctx, 'incidents:read')
  const row = await findIncident(ctx.db, id, visibleTo(ctx.actor))
  if (row === null) throw new AppError('incident_not_found', { id })
  const span = {
    from: new Date(row.startedAt.getTime() - afterwardsMs),
    until: new Date((row.endedAt ?? ctx.now()).getTime() + afterwardsMs),
  }
  const subjects = [
    { kind: 'incident', id },
    { kind: 'application', id: row.applicationId },
  ] as const
  const found = await Promise.all(subjects.map((subject) => listEventsOf(ctx.db, subject, span, mostEvents)))
  const events = found.flat().map((event) => ({
    id: event.id,
    type: event.type,
    happenedAt: event.happenedAt,
    requestId: event.amazonRequestId,
  }))
  return {
    ...explain(row),
    events: events.toSorted((one, other) => one.happenedAt.getTime() - other.happenedAt.getTime()),
  }
}

function explain({ failure, ...row }: IncidentListRow): IncidentView {
  const manyAlike = row.problem === 'invalid_grant'
  return { ...row, detail: describeFailure(failure), diagnosis: diagnoseFailure(failure, { manyAlike }) }
}
