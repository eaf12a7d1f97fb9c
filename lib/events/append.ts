import type { EventSubjectKind, Tags } from '#drizzle/schema.ts'
import { actorIdOf, actorKindOf } from '../audit/record.ts'
import type { Tx } from '../context.ts'
import { insertEvents } from '../store/events/events.ts'
import { newEventId } from '../vault/random.ts'
import { type EventTypeName, eventTypes } from './catalog.ts'

export interface NewEvent {
  readonly type: EventTypeName
  readonly subjectId: string
  readonly applicationId?: string | null
  readonly accountId?: string | null
  readonly authorizationId?: string | null
  readonly externalReference?: string | null
  readonly tags?: Tags
  /** Ids, names, states and times in ISO 8601. Never a secret. */
  readonly data?: Readonly<Record<string, unknown>>
  readonly amazonRequestId?: string | null
  /** Left out: as the catalog says. False for a change that isn't confirmed. */
  readonly isPublic?: boolean
}

/**
 * Appends events in the transaction of the change that they describe. Returns their ids. Readers are notified when the
 * transaction commits.
 */
export async function appendEvents(
  tx: Pick<Tx, 'db' | 'now' | 'actor' | 'requestId'>,
  events: readonly NewEvent[],
): Promise<readonly string[]> {
  if (events.length === 0) return []
  const now = tx.now()
  const rows = events.map((event) => ({
    id: newEventId(now),
    type: event.type,
    subjectKind: eventTypes[event.type].subject as EventSubjectKind,
    subjectId: event.subjectId,
    isPublic: event.isPublic ?? eventTypes[event.type].isPublic,
    applicationId: event.applicationId ?? null,
    accountId: event.accountId ?? null,
    authorizationId: event.authorizationId ?? null,
    externalReference: event.externalReference ?? null,
    tags: event.tags ?? {},
    data: event.data ?? {},
    actorKind: actorKindOf(tx.actor),
    actorId: actorIdOf(tx.actor),
    requestId: tx.requestId,
    amazonRequestId: event.amazonRequestId ?? null,
    happenedAt: now,
  }))
  await insertEvents(tx.db, rows)
  return rows.map(({ id }) => id)
}
