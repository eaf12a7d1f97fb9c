import { z } from 'zod'
import { type Actor, seesWholeApplication } from '#lib/context.ts'
import { type IncidentView, readIncidents } from '#lib/incidents/read.ts'
import { defineRoute, type Wire } from '../route.ts'
import { diagnosis, diagnosisToWire } from './diagnoses.ts'

const query = z.strictObject({
  state: z.enum(['ongoing', 'resolved']).optional().describe('Default: both.'),
})

const incident = z.object({
  id: z.uuid(),
  application_id: z.uuid(),
  application_name: z.string(),
  problem: z.string().describe('What Amazon answers, as a code.'),
  state: z.enum(['ongoing', 'resolved']),
  started_at: z.iso.datetime(),
  last_seen_at: z.iso.datetime(),
  ended_at: z.iso.datetime().nullable(),
  affected: z
    .int()
    .nullable()
    .describe(
      'The most that failed at the same time, out of tried. Null for keys of one account or of tags.',
    ),
  tried: z.int().nullable(),
  amazon_request_ids: z
    .array(z.string())
    .describe('Amazon support will ask for these. Empty for keys of one account or of tags.'),
  diagnosis: diagnosis.nullable(),
})

export const incidentsRoute = defineRoute({
  method: 'get',
  path: '/api/v1/incidents',
  id: 'listIncidents',
  summary: 'List incidents',
  description:
    'Failures that many authorizations share: ongoing ones, then those that ended within 30 days. During an incident, no single seller has to act.',
  scopes: ['incidents:read'],
  query,
  answer: z.object({ incidents: z.array(incident) }),
  errors: [],
  run: async ({ ctx, query: { state } }) => {
    const all = (await readIncidents(ctx)).map((row) => incidentToWire(row, ctx.actor))
    return { incidents: all.filter((one) => state === undefined || one.state === state) }
  },
})

/** An incident as programs and agents get it: without what it says about authorizations that they can't see. */
export function incidentToWire(row: IncidentView, actor: Actor): Wire<z.input<typeof incident>> {
  const isWhole = seesWholeApplication(actor)
  return {
    id: row.id,
    application_id: row.applicationId,
    application_name: row.applicationName,
    problem: row.problem,
    state: row.endedAt === null ? 'ongoing' : 'resolved',
    started_at: row.startedAt.toISOString(),
    last_seen_at: row.seenAt.toISOString(),
    ended_at: row.endedAt?.toISOString() ?? null,
    affected: isWhole ? row.affected : null,
    tried: isWhole ? row.tried : null,
    amazon_request_ids: isWhole ? row.requestIds : [],
    diagnosis: row.diagnosis && diagnosisToWire(row.diagnosis),
  }
}
