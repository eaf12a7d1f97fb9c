import type { IncidentSummary } from '#components/incidents/incident-words.ts'
import { incidentFields, incidentsView } from '#components/incidents/incidents-view.ts'
import { toWire } from '#components/list/wire.ts'
import type { Context } from '#lib/context.ts'
import { readIncidents, readOpenIncidents } from '#lib/incidents/read.ts'
import { serverList } from './server-list.tsx'

export const incidents = serverList(incidentsView, 'time', async (ctx) => ({
  rows: (await readIncidents(ctx)).map((incident) => toWire(incident, incidentFields)),
  next: null,
  readAt: ctx.now().toISOString(),
}))

/** The ongoing incidents, for the alerts. */
export async function readIncidentSummaries(ctx: Context): Promise<readonly IncidentSummary[]> {
  const open = await readOpenIncidents(ctx)
  return open.map((incident) =>
    toWire(incident, ['id', 'applicationName', 'problem', 'startedAt', 'affected', 'tried']),
  )
}
