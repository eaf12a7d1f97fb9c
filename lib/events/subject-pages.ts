import type { EventSubjectKind } from '#drizzle/schema.ts'

const pages = {
  authorization: (id) => `/ops/authorizations/${id}`,
  attempt: (id) => `/ops/attempts/${id}`,
  application: (id) => `/ops/applications/${id}`,
  bulk_action: (id) => `/ops/bulk/${id}`,
  incident: (id) => `/ops/incidents/${id}`,
  link: () => '/ops/links',
  webhook_endpoint: (id) => `/ops/webhooks/${id}`,
  api_key: () => '/ops/keys',
  person: () => '/ops/people',
  audit_log: () => '/ops/audit',
} as const satisfies Record<EventSubjectKind, (id: string) => string>

/** The page about the subject of an event, below the app's address. */
export function pageOf(kind: EventSubjectKind, id: string): string {
  return pages[kind](encodeURIComponent(id))
}
