import type { NotifiedItem } from '#drizzle/schema.ts'
import type { Database } from '../database/pool.ts'
import { oneLine } from '../messages/texts.ts'
import { nameSubjects } from '../store/events/event-names.ts'
import type { EventRow } from '../store/events/events.ts'
import { nameAuthorizations } from '../store/events/reminders.ts'

const pages = {
  authorization: (id: string) => `/ops/authorizations/${id}`,
  attempt: (id: string) => `/ops/attempts/${id}`,
  application: (id: string) => `/ops/applications/${id}`,
  bulk_action: (id: string) => `/ops/bulk/${id}`,
  incident: (id: string) => `/ops/incidents/${id}`,
  link: () => '/ops/links',
  webhook_endpoint: () => '/ops/webhooks',
  api_key: () => '/ops/keys',
  person: () => '/ops/people',
  audit_log: () => '/ops/audit',
} as const satisfies Record<EventRow['subjectKind'], (id: string) => string>

/** Each event as messages list it, by its id: its subject's name for operators, and the cause. */
export async function nameEvents(
  db: Database,
  events: readonly EventRow[],
): Promise<ReadonlyMap<string, NotifiedItem>> {
  const authorizationIds = events.flatMap(({ authorizationId }) => authorizationId ?? [])
  const [authorizations, subjects] = await Promise.all([
    nameAuthorizations(db, [...new Set(authorizationIds)]),
    nameSubjects(
      db,
      events.map(({ subjectKind, subjectId, applicationId }) => ({ subjectKind, subjectId, applicationId })),
    ),
  ])
  return new Map(
    events.map((event) => {
      const { id, subjectKind, subjectId, authorizationId, applicationId, happenedAt, data } = event
      const authorization = authorizations.get(authorizationId ?? '')
      const applicationName =
        authorization?.applicationName ?? subjects.get(`application ${applicationId}`) ?? null
      const name = authorization?.name ?? subjects.get(`${subjectKind} ${subjectId}`) ?? textIn(data, 'name')
      const item = {
        name: oneLine(
          name ?? applicationName ?? (subjectKind === 'audit_log' ? 'Audit log' : subjectId),
          120,
        ),
        applicationName:
          subjectKind === 'application' || applicationName === null ? null : oneLine(applicationName, 100),
        detail: detailOf(event),
        happenedAt: happenedAt.toISOString(),
        path: pages[subjectKind](subjectId),
      }
      return [id, item]
    }),
  )
}

/** The cause, where the event has one: its code in words. */
function detailOf({ data, externalReference }: EventRow): string | null {
  const cause = textIn(data, 'cause')
  const parts = [externalReference, cause === null ? null : cause.replaceAll(/[_-]/g, ' ')]
  const text = parts.filter((part) => part !== null).join(' · ')
  return text === '' ? null : oneLine(text, 160)
}

function textIn(data: EventRow['data'], name: string): string | null {
  const value = data[name]
  return typeof value === 'string' && value !== '' ? value : null
}
