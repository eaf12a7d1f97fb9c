import type { Opened } from './rows.ts'

/** Every page with a list, by its name in the report. */
export function listPages({ bulkAction }: Opened): readonly (readonly [name: string, path: string])[] {
  return [
    ['overview', '/ops'],
    ['selling-partners', '/ops/authorizations'],
    ['incidents', '/ops/incidents'],
    ['renewals', '/ops/renewals'],
    ['bulk-actions', '/ops/bulk'],
    ['bulk-action', `/ops/bulk/${bulkAction}`],
    ['new-bulk-action', '/ops/bulk/new?all=yes'],
    ['connect-links', '/ops/links'],
    ['attempts', '/ops/attempts'],
    ['imports', '/ops/imports'],
    ['calls', '/ops/calls'],
    ['api-keys', '/ops/keys'],
    ['webhooks', '/ops/webhooks'],
    ['applications', '/ops/applications'],
    ['people', '/ops/people?side=accounts'],
    ['encryption-keys', '/ops/encryption'],
    ['notifications', '/ops/notifications'],
    ['outbox', '/ops/outbox'],
    ['coming-reminders', '/ops/outbox/coming'],
    ['settings', '/ops/settings'],
    ['compliance', '/ops/compliance'],
    ['audit-log', '/ops/audit'],
  ]
}
