import type { NotifiedItem } from '#drizzle/schema.ts'
import type { Database } from '../database/pool.ts'
import { pageOf } from '../events/subject-pages.ts'
import { oneLine } from '../messages/texts.ts'
import { listDeletedAmong } from '../store/audit/seller-data.ts'
import { nameSubjects } from '../store/events/event-names.ts'
import type { EventRow } from '../store/events/events.ts'
import { nameAuthorizations } from '../store/events/reminders.ts'
import { failureOf } from './covered.ts'

/** Each event as messages list it, by its id: its subject's name for operators, and the cause. */
export async function nameEvents(
  db: Database,
  events: readonly EventRow[],
): Promise<ReadonlyMap<string, NotifiedItem>> {
  const authorizationIds = events.flatMap(({ authorizationId }) => authorizationId ?? [])
  const accountIds = [...new Set(events.flatMap(({ accountId }) => accountId ?? []))]
  const [authorizations, subjects, deleted] = await Promise.all([
    nameAuthorizations(db, [...new Set(authorizationIds)]),
    nameSubjects(
      db,
      events.map(({ subjectKind, subjectId, applicationId }) => ({ subjectKind, subjectId, applicationId })),
    ),
    listDeletedAmong(db, accountIds),
  ])
  return new Map(
    events.map((event) => {
      const { id, subjectKind, subjectId, accountId, authorizationId, applicationId, happenedAt, data } =
        event
      const failure = failureOf(event)
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
        detail: detailOf(deleted.has(accountId ?? '') ? { ...event, externalReference: null } : event),
        happenedAt: happenedAt.toISOString(),
        path: pageOf(subjectKind, subjectId),
        accountId,
        ...(failure !== null && { failure }),
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
