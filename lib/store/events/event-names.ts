import { inArray } from 'drizzle-orm'
import { apiKey, application, connectLink, type EventSubjectKind, incident } from '#drizzle/schema.ts'
import type { Database } from '../../database/pool.ts'
import { isRowId } from '../../row-id.ts'

interface Subject {
  readonly subjectKind: EventSubjectKind
  readonly subjectId: string
  readonly applicationId: string | null
}

/** The names of the subjects of events, for operators: `<kind> <id>` → name. Authorizations have their own query. */
export async function nameSubjects(
  db: Database,
  subjects: readonly Subject[],
): Promise<ReadonlyMap<string, string>> {
  const idsOf = (kind: EventSubjectKind) =>
    [...new Set(subjects.filter((one) => one.subjectKind === kind).map((one) => one.subjectId))].filter(
      isRowId,
    )
  const applicationIds = subjects.flatMap(({ applicationId }) => applicationId ?? [])
  const [applications, links, keys, incidents] = await Promise.all([
    db
      .select({ id: application.id, name: application.name })
      .from(application)
      .where(inArray(application.id, [...new Set([...idsOf('application'), ...applicationIds])])),
    db
      .select({ id: connectLink.id, name: connectLink.label })
      .from(connectLink)
      .where(inArray(connectLink.id, idsOf('link'))),
    db
      .select({ id: apiKey.id, name: apiKey.name })
      .from(apiKey)
      .where(inArray(apiKey.id, idsOf('api_key'))),
    db
      .select({ id: incident.id, name: incident.problem })
      .from(incident)
      .where(inArray(incident.id, idsOf('incident'))),
  ])
  const named = (kind: EventSubjectKind, rows: readonly { id: string; name: string }[]) =>
    rows.map(({ id, name }): [string, string] => [`${kind} ${id}`, name])
  return new Map([
    ...named('application', applications),
    ...named('link', links),
    ...named('api_key', keys),
    ...named(
      'incident',
      incidents.map(({ id, name }) => ({ id, name: name.replaceAll('_', ' ') })),
    ),
  ])
}
