import type { IncidentView } from '#lib/incidents/read.ts'
import { defineView, type ListPage } from '../list/define-view.ts'
import type { Wire } from '../list/wire.ts'
import { paths } from '../paths.ts'

/** The fields of an incident that a card shows; nothing else is sent to the browser. */
export const incidentFields = [
  'id',
  'applicationId',
  'applicationName',
  'problem',
  'startedAt',
  'seenAt',
  'endedAt',
  'affected',
  'tried',
  'detail',
  'requestIds',
  'diagnosis',
] as const satisfies readonly (keyof IncidentView)[]

export type IncidentRow = Wire<Pick<IncidentView, (typeof incidentFields)[number]>>

/** The incidents of the last 30 days. */
export const incidentsView = defineView<ListPage<IncidentRow>>()({
  name: 'incidents',
  path: paths.incidents,
  parsers: {},
  refreshEveryMs: 30_000,
})
