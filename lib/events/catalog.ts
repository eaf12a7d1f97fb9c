import type { EventSubjectKind, Flag } from '#drizzle/schema.ts'

interface EventType {
  readonly subject: EventSubjectKind
  /** In lists, and before the subject's name: "Renewal due: Harbor & Pine". */
  readonly title: string
  /** Shown in the list of event types, and in messages about one or several subjects. */
  readonly description: string
  /** False: it refreshes open pages and appears in timelines, but is never published. */
  readonly isPublic: boolean
}

const published = (subject: EventSubjectKind, title: string, description: string): EventType => ({
  subject,
  title,
  description,
  isPublic: true,
})
const internal = (subject: EventSubjectKind, title: string, description: string): EventType => ({
  subject,
  title,
  description,
  isPublic: false,
})

/**
 * Every change that is recorded as an event. The names of the published ones are part of the API: webhooks,
 * notification rules and `GET /api/v1/events` use them.
 */
export const eventTypes = {
  'authorization.created': published(
    'authorization',
    'Authorized',
    'A selling partner authorized an application.',
  ),
  'authorization.renewed': published('authorization', 'Renewed', 'A new grant replaced a working one.'),
  'authorization.reauthorized': published(
    'authorization',
    'Re-authorized',
    'The seller authorized again after Amazon had rejected the token, or after a disconnection.',
  ),
  'authorization.recovered': published(
    'authorization',
    'Works again',
    'Tokens work again without a new grant.',
  ),
  'authorization.retrying': published(
    'authorization',
    'Refreshes are failing',
    'Refreshes have been failing for over an hour, and no incident explains it.',
  ),
  'authorization.reauthorization_needed': published(
    'authorization',
    'Needs re-authorization',
    'Amazon has rejected the refresh token several times. The seller has to authorize again.',
  ),
  'authorization.disconnected': published(
    'authorization',
    'Disconnected',
    'The seller or an operator disconnected the authorization.',
  ),
  'authorization.paused': published('authorization', 'Paused', 'An operator paused the authorization.'),
  'authorization.resumed': published('authorization', 'Resumed', 'An operator resumed the authorization.'),
  'authorization.blocked': published(
    'application',
    'Application blocked',
    "Amazon rejects the application's own credentials. None of its authorizations gets tokens.",
  ),
  'authorization.unblocked': published(
    'application',
    'Application no longer blocked',
    "Amazon accepts the application's credentials again.",
  ),
  'authorization.renewal_due': published('authorization', 'Renewal due', "Amazon's term ends soon."),
  'authorization.renewal_due_cleared': published(
    'authorization',
    'Renewal no longer due',
    'The renewal is no longer due.',
  ),
  'authorization.renewal_overdue': published('authorization', 'Renewal overdue', "Amazon's term has ended."),
  'authorization.renewal_overdue_cleared': published(
    'authorization',
    'Renewal no longer overdue',
    'The renewal is no longer overdue.',
  ),
  'authorization.roles_missing': published(
    'authorization',
    'Roles missing',
    "The application has roles that the seller's consent doesn't cover.",
  ),
  'authorization.roles_missing_cleared': published(
    'authorization',
    'All roles covered',
    "The seller's consent covers all roles of the application.",
  ),
  'authorization.details_missing': published(
    'authorization',
    'Marketplaces not listed',
    'Amazon refuses to list the marketplace participations.',
  ),
  'authorization.details_missing_cleared': published(
    'authorization',
    'Marketplaces listed again',
    'Amazon lists the marketplace participations again.',
  ),
  'authorization.listings_suspended': published(
    'authorization',
    'Listings suspended',
    'Amazon reports suspended listings in at least one marketplace.',
  ),
  'authorization.listings_suspended_cleared': published(
    'authorization',
    'Listings no longer suspended',
    'Amazon no longer reports suspended listings.',
  ),
  'authorization.review_needed': published(
    'attempt',
    'Review needed',
    'A grant is quarantined until an operator reviews it.',
  ),
  'authorization.changed': internal(
    'authorization',
    'Details changed',
    'The name, owner, reference, tags or id of an authorization changed.',
  ),
  'participation.changed': published(
    'authorization',
    'Marketplaces changed',
    'The marketplace participations changed.',
  ),
  'application.secret_due': published(
    'application',
    'Client secret expires soon',
    'The client secret expires soon.',
  ),
  'application.secret_received': published(
    'application',
    'New client secret received',
    'Amazon sent a new client secret.',
  ),
  'application.secret_refused': published(
    'application',
    'New client secret refused',
    'Login with Amazon has refused the new client secret for an hour. The stored one stays in force.',
  ),
  'application.secret_replaced': published(
    'application',
    'Client secret replaced',
    'The client secret was replaced.',
  ),
  'application.changed': internal(
    'application',
    'Application changed',
    'The settings of an application changed.',
  ),
  'incident.opened': published(
    'incident',
    'Incident opened',
    'Many authorizations fail for the same reason.',
  ),
  'incident.resolved': published('incident', 'Incident resolved', 'The incident was resolved.'),
  'webhook.disabled': published(
    'webhook_endpoint',
    'Webhook endpoint disabled',
    'A webhook endpoint was disabled.',
  ),
  'webhook.test': internal('webhook_endpoint', 'Test event sent', 'Someone sent a test event.'),
  'link.completed': published(
    'link',
    'Connect link completed',
    'A seller authorized through a connect link: all of its countries, if it asks for several.',
  ),
  'link.changed': internal(
    'link',
    'Connect link changed',
    'A connect link was created, claimed or revoked, or one of its countries was connected.',
  ),
  'key.used_from_new_network': published(
    'api_key',
    'API key used from a new network',
    'An API key was used from a network for the first time.',
  ),
  'person.break_glass_used': published(
    'person',
    'Emergency sign-in used',
    'The emergency administrator signed in past the OpenID Connect provider.',
  ),
  'audit.anchored': published(
    'audit_log',
    'Audit log anchored',
    'Once a day: the audit log was verified. Keep its head elsewhere, to verify the log against it later.',
  ),
  'audit.verification_failed': published(
    'audit_log',
    'Audit log verification failed',
    'Entries of the audit log were changed, removed, or cut off outside Gatehouse.',
  ),
  'bulk-action.changed': internal(
    'bulk_action',
    'Bulk action changed',
    'A bulk action started, made progress, was stopped, or ended.',
  ),
  'attempt.changed': internal('attempt', 'Attempt changed', 'An attempt reached another step.'),
} as const satisfies Readonly<Record<string, EventType>>

export type EventTypeName = keyof typeof eventTypes

export function isEventType(name: string): name is EventTypeName {
  return Object.hasOwn(eventTypes, name)
}

export const publicEventTypes = (Object.keys(eventTypes) as EventTypeName[]).filter(
  (name) => eventTypes[name].isPublic,
)

/** Changes in the state of an authorization that no person made. The audit log has those that people made. */
export const stateEvents = [
  'authorization.retrying',
  'authorization.reauthorization_needed',
  'authorization.recovered',
  'authorization.renewal_due',
  'authorization.renewal_overdue',
  'authorization.roles_missing',
  'authorization.roles_missing_cleared',
  'authorization.details_missing',
  'authorization.details_missing_cleared',
  'authorization.listings_suspended',
  'authorization.listings_suspended_cleared',
] as const satisfies readonly EventTypeName[]

/** Flags as their events name them. */
export const flagEvents = {
  renewal_due: ['authorization.renewal_due', 'authorization.renewal_due_cleared'],
  renewal_overdue: ['authorization.renewal_overdue', 'authorization.renewal_overdue_cleared'],
  roles_missing: ['authorization.roles_missing', 'authorization.roles_missing_cleared'],
  details_missing: ['authorization.details_missing', 'authorization.details_missing_cleared'],
  listings_suspended: ['authorization.listings_suspended', 'authorization.listings_suspended_cleared'],
} as const satisfies Readonly<Record<Flag, readonly [EventTypeName, EventTypeName]>>
