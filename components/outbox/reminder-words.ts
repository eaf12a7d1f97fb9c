import type { RecipientObstacle, ReminderObstacle } from '#lib/notifications/coming-reminders.ts'

/** Why nobody is reminded, in the place of the recipients. */
export const obstacleLabels: Readonly<Record<RecipientObstacle, string>> = {
  nobody: 'Nobody: the account has no people',
  disabled: 'Nobody: access is disabled',
  unconfirmed: 'Nobody: no confirmed address',
  undeliverable: 'Nobody: the address doesn’t exist',
  unsubscribed: 'Nobody: unsubscribed',
}

/** Whom reminders about an authorization reach, as a sentence. */
export function reachSentence(recipients: readonly string[], obstacle: ReminderObstacle | null): string {
  if (obstacle !== null) return obstacleSentences[obstacle]
  return `Reminders by email go to ${someRecipients(recipients)}.`
}

/** "a@example.com, b@example.com, c@example.com and others of the account". */
export function someRecipients(recipients: readonly string[]): string {
  const others = recipients.length > mostNamed ? ' and others of the account' : ''
  return `${recipients.slice(0, mostNamed).join(', ')}${others}`
}

const mostNamed = 3

const obstacleSentences: Readonly<Record<ReminderObstacle, string>> = {
  nobody: 'Nobody gets reminders by email: the account has no people.',
  disabled: 'Nobody gets reminders by email: the access of the account’s people is disabled.',
  unconfirmed: 'Nobody gets reminders by email: nobody in the account has confirmed their address.',
  undeliverable: 'Nobody gets reminders by email: the mail server says that the address doesn’t exist.',
  unsubscribed: 'Nobody gets reminders by email: the account’s people have unsubscribed.',
  off: 'Nobody gets reminders by email: an administrator can turn them on under Notifications.',
  paused: 'Nobody gets reminders by email while this authorization is paused.',
  disconnected: 'Nobody gets reminders by email: this authorization is disconnected.',
  released: 'Nobody gets reminders by email: this authorization was released.',
  self_authorized: 'Nobody gets reminders by email: your company renews this authorization.',
  application_retired: 'Nobody gets reminders by email: the application is retired.',
  own_account: 'Nobody gets reminders by email: nobody signs in with your company’s own account.',
  no_warnings: 'Nobody gets reminders by email: the application has no renewal term or no warning days.',
  over: 'Nobody gets more reminders by email: the term has ended.',
}
