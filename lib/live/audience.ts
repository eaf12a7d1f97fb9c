import type { EventSubjectKind } from '#drizzle/schema.ts'
import { hasScope, type Scope } from '../context.ts'
import type { SignedInActor } from '../people/sessions.ts'
import type { EventHead } from '../store/events/events.ts'

/** The scope that an operator needs to be notified of a change. */
const scopes: Readonly<Record<EventSubjectKind, Scope>> = {
  authorization: 'authorizations:read',
  attempt: 'attempts:read',
  application: 'applications:read',
  incident: 'incidents:read',
  link: 'links:read',
  webhook_endpoint: 'webhooks:read',
  api_key: 'keys:manage',
  person: 'people:read',
  bulk_action: 'bulk:read',
  audit_log: 'audit:search',
}

/** The subjects on sellers' own pages. */
const kindsOfSellers: readonly EventSubjectKind[] = ['authorization', 'attempt']

type Named = Pick<
  EventHead,
  'type' | 'subjectKind' | 'subjectId' | 'accountId' | 'authorizationId' | 'actorId'
>

/** Sellers are notified of their own account's records only, operators of the records that they may read. */
export function maySee(
  actor: SignedInActor,
  { subjectKind, accountId }: Pick<Named, 'subjectKind' | 'accountId'>,
): boolean {
  if (actor.kind === 'account') return accountId === actor.accountId && kindsOfSellers.includes(subjectKind)
  return hasScope(actor, scopes[subjectKind])
}

/**
 * Says that something changed, without its new values: the page reads those from a route that checks the viewer's
 * rights.
 */
export interface LiveChange {
  readonly type: string
  readonly kind: EventSubjectKind
  readonly id: string
  readonly authorizationId: string | null
  /** Whether the viewer did it. */
  readonly isOwn: boolean
}

/** Sellers don't see our names of events, such as a quarantine. */
export function toChange(actor: SignedInActor, event: Named): LiveChange {
  const { type, subjectKind: kind, subjectId: id, authorizationId, actorId } = event
  return {
    type: actor.kind === 'account' ? `${kind}.changed` : type,
    kind,
    id,
    authorizationId,
    isOwn: actorId === actor.personId,
  }
}
