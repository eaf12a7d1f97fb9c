import type { LiveChange } from './live-source.ts'

/** The lists that show records of a kind. Their names are those of their views (`defineView`). */
const lists: Readonly<Record<LiveChange['kind'], readonly string[]>> = {
  authorization: ['authorizations', 'renewals', 'coming-reminders', 'audit'],
  attempt: ['attempts', 'audit'],
  application: ['authorizations', 'renewals', 'coming-reminders', 'applications', 'audit'],
  incident: ['incidents', 'authorizations'],
  link: ['links', 'audit'],
  webhook_endpoint: ['webhooks', 'audit'],
  api_key: ['keys', 'audit'],
  person: ['people', 'audit'],
  bulk_action: ['bulk-actions', 'bulk-rows', 'audit'],
  audit_log: [],
}

/** `null`: anything may have changed. */
export function isAffected(list: unknown, change: Pick<LiveChange, 'kind'> | null): boolean {
  if (change === null) return true
  return lists[change.kind].includes(nameOf(list))
}

/** Whether its changes are announced at all. Attempts to deliver a webhook, for example, are not. */
export function isAnnounced(list: unknown): boolean {
  return Object.values(lists).some((names) => names.includes(nameOf(list)))
}

/** A list of one record has its id after the name. */
function nameOf(list: unknown): string {
  return typeof list === 'string' ? (list.split(' ')[0] ?? '') : ''
}
