import type { IncidentSummary } from '#components/authorizations/authorizations-page.ts'
import type { Context } from '#lib/context.ts'
import { readOpenIncidents } from '#lib/incidents/read.ts'

/** The ongoing incidents, as they are sent to the browser. */
export async function readIncidentSummaries(ctx: Context): Promise<readonly IncidentSummary[]> {
  const incidents = await readOpenIncidents(ctx)
  return incidents.map(({ id, applicationId, applicationName, problem, startedAt, affected, tried }) => ({
    ...{ id, applicationId, applicationName, problem, affected, tried },
    startedAt: startedAt.toISOString(),
  }))
}
