import type { EventRow } from '../store/events/events.ts'
import type { WebhookEndpointRow } from '../store/events/webhooks.ts'
import { hasTags } from '../tags.ts'

type Filter = Pick<WebhookEndpointRow, 'id' | 'eventTypes' | 'applicationId' | 'tags' | 'addedAt'>
type Filtered = Pick<
  EventRow,
  'type' | 'isPublic' | 'applicationId' | 'tags' | 'subjectKind' | 'subjectId' | 'recordedAt'
>

/** Whether an event is sent to an endpoint. None is told about its own end, or about what was before it. */
export function isWanted(endpoint: Filter, event: Filtered): boolean {
  return (
    event.isPublic &&
    event.recordedAt >= endpoint.addedAt &&
    !(event.subjectKind === 'webhook_endpoint' && event.subjectId === endpoint.id) &&
    (endpoint.eventTypes === null || endpoint.eventTypes.includes(event.type)) &&
    (endpoint.applicationId === null || endpoint.applicationId === event.applicationId) &&
    hasTags(event, endpoint.tags)
  )
}

/** Events with the same key are sent one after another. */
export function orderKeyOf(event: Pick<EventRow, 'authorizationId' | 'subjectKind' | 'subjectId'>): string {
  return event.authorizationId ?? `${event.subjectKind} ${event.subjectId}`
}
