import { incidentFields, incidentsView } from '#components/incidents/incidents-view.ts'
import { toWire } from '#components/list/wire.ts'
import type { RecentIncident } from '#components/overview/incidents-card.tsx'
import type { Context } from '#lib/context.ts'
import { readIncidents } from '#lib/incidents/read.ts'
import { serverList } from './server-list.tsx'

export const incidents = serverList(incidentsView, 'time', async (ctx) => ({
  rows: (await readIncidents(ctx)).map((incident) => toWire(incident, incidentFields)),
  next: null,
  readAt: ctx.now().toISOString(),
}))

/** The incidents of the last 30 days, for the overview: the ongoing ones first. */
export async function readRecentIncidents(ctx: Context): Promise<readonly RecentIncident[]> {
  const recent = await readIncidents(ctx)
  return recent.map((incident) =>
    toWire(incident, [
      'id',
      'applicationId',
      'applicationName',
      'problem',
      'startedAt',
      'endedAt',
      'affected',
      'tried',
    ]),
  )
}
