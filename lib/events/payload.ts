import { maskSecrets } from '../secret.ts'
import type { EventRow } from '../store/events/events.ts'
import { pageOf } from './subject-pages.ts'

/** An event as it is published: by webhooks, and by `GET /api/v1/events`. The shape of Standard Webhooks. */
export interface PublishedEvent {
  readonly type: string
  /** When it happened, ISO 8601. */
  readonly timestamp: string
  readonly data: Readonly<Record<string, unknown>>
}

/** Ids, names, states and times; never a token. The event's own data can't replace the fields that every event has. */
export function toPublishedEvent(row: EventRow, appUrl: string): PublishedEvent {
  return {
    type: row.type,
    timestamp: row.happenedAt.toISOString(),
    data: {
      ...masked(row.data),
      event_id: row.id,
      sequence: row.sequence,
      subject: { kind: row.subjectKind, id: row.subjectId },
      application_id: row.applicationId,
      account_id: row.accountId,
      authorization_id: row.authorizationId,
      external_reference: row.externalReference,
      tags: row.tags,
      amazon_request_id: row.amazonRequestId,
      url: appUrl + pathOf(row),
    },
  }
}

/** Events hold no secrets. If one quotes a secret from an outside text, it is masked here. */
function masked(data: EventRow['data']): EventRow['data'] {
  return JSON.parse(maskSecrets(JSON.stringify(data))) as EventRow['data']
}

function pathOf({ subjectKind, subjectId, authorizationId }: EventRow): string {
  if (authorizationId !== null && subjectKind !== 'attempt') return `/ops/authorizations/${authorizationId}`
  return pageOf(subjectKind, subjectId)
}
