import type { BulkActionKind, BulkParameters } from '#lib/bulk/kinds.ts'
import type { BulkActionStatus, BulkActionView, BulkRowStatus } from '#lib/bulk/read.ts'
import type { Tone } from '../theme.ts'
import { counted, figure } from '../ui/format.ts'

interface KindWords {
  /** On a button. */
  readonly label: string
  readonly description: string
  /** The title of a preview: "Pause selling partners". */
  readonly title: string
  /** How finished rows are counted: "12 paused". */
  readonly done: string
}

export const kindWords: Readonly<Record<BulkActionKind, KindWords>> = {
  pause: {
    label: 'Pause',
    description: 'Programs get no tokens until they are resumed. The tokens are kept.',
    title: 'Pause selling partners',
    done: 'paused',
  },
  resume: {
    label: 'Resume',
    description: 'Programs get tokens again.',
    title: 'Resume selling partners',
    done: 'resumed',
  },
  check: {
    label: 'Check now',
    description: 'Asks Amazon for a new access token, which shows whether the authorization works.',
    title: 'Check selling partners',
    done: 'working',
  },
  'check-roles': {
    label: 'Check roles',
    description: 'Asks Amazon which roles each authorization has, with harmless reads.',
    title: 'Check roles of selling partners',
    done: 'checked',
  },
  'create-links': {
    label: 'Create renewal links',
    description: 'One link for each selling partner, to pass on yourself. The results have them as a file.',
    title: 'Create renewal links',
    done: 'created',
  },
  'send-links': {
    label: 'Send renewal links',
    description: 'Emails a renewal link to the people of each selling partner’s account.',
    title: 'Send renewal links',
    done: 'sent to the outbox',
  },
  'add-tag': {
    label: 'Add a tag',
    description: 'Replaces the value of a tag with the same name.',
    title: 'Add a tag to selling partners',
    done: 'tagged',
  },
  'remove-tag': {
    label: 'Remove a tag',
    description: 'Whatever its value is.',
    title: 'Remove a tag from selling partners',
    done: 'untagged',
  },
}

export const bulkKindNames = Object.keys(kindWords) as BulkActionKind[]

/** "Add the tag plan=pro". */
export function describeAction(kind: BulkActionKind, { tag, value, days }: BulkParameters): string {
  if (kind === 'add-tag') return `Add the tag ${tag}=${value}`
  if (kind === 'remove-tag') return `Remove the tag ${tag}`
  if (days !== undefined) return `${kindWords[kind].label}, valid for ${counted(days, 'day')}`
  return kindWords[kind].label
}

/** The button that starts it: "Pause 12 selling partners". */
export function startLabel(kind: BulkActionKind, count: number): string {
  const partners = counted(count, 'selling partner')
  switch (kind) {
    case 'pause':
    case 'resume':
      return `${kindWords[kind].label} ${partners}`
    case 'check':
      return `Check ${partners}`
    case 'check-roles':
      return `Check the roles of ${partners}`
    case 'create-links':
      return `Create ${counted(count, 'link')}`
    case 'send-links':
      return `Send links to ${partners}`
    case 'add-tag':
      return `Tag ${partners}`
    case 'remove-tag':
      return `Untag ${partners}`
  }
}

/** Why an authorization was left out, or failed: exclusions, and codes of errors. */
const reasonWords: Readonly<Record<string, string>> = {
  gone: 'No longer exists',
  already_paused: 'Already paused',
  not_paused: 'Not paused',
  paused: 'Paused: no tokens are issued for it',
  disconnected: 'Disconnected: it has no tokens',
  released: 'Released: the record is kept as history',
  application_retired: 'Its application is retired',
  self_authorized: 'Self-authorized: it isn’t renewed with a link',
  own_account: 'Nobody signs in with your company’s own account: move it to the seller’s account first',
  no_recipient: 'No one in its account has a confirmed email address and wants reminders',
  has_tag: 'Already has the tag',
  too_many_tags: 'Already has 20 tags',
  lacks_tag: 'Doesn’t have the tag',
  refresh_failed: 'Amazon didn’t issue a token: its page says why',
  roles_unanswered: 'Amazon didn’t respond: the roles are unchanged',
  authorization_needs_reauthorization: 'Amazon rejects the authorization',
  token_unreadable: 'Its stored token can’t be decrypted',
  internal_error: 'Failed unexpectedly: the worker’s log says why',
}

export function reasonText(reason: string): string {
  return reasonWords[reason] ?? reason.replaceAll('_', ' ')
}

interface StatusWords {
  readonly label: string
  readonly tone: Tone
}

export const rowStatusWords: Readonly<Record<BulkRowStatus, StatusWords>> = {
  failed: { label: 'Failed', tone: 'bad' },
  running: { label: 'Running', tone: 'due' },
  waiting: { label: 'Waiting', tone: 'neutral' },
  done: { label: 'Done', tone: 'good' },
  skipped: { label: 'Skipped', tone: 'neutral' },
  unfinished: { label: 'Not started', tone: 'doubt' },
}

export const rowStatuses = Object.keys(rowStatusWords) as BulkRowStatus[]

export const actionStatusWords: Readonly<Record<BulkActionStatus, StatusWords>> = {
  running: { label: 'Running', tone: 'due' },
  stopping: { label: 'Stopping', tone: 'due' },
  stopped: { label: 'Stopped', tone: 'doubt' },
  completed: { label: 'Completed', tone: 'good' },
}

/** "12 paused, 3 skipped, 1 failed". */
export function describeCounts({ kind, counts }: Pick<BulkActionView, 'kind' | 'counts'>): string {
  const parts: readonly (readonly [number, string])[] = [
    [counts.done, kindWords[kind].done],
    [counts.failed, 'failed'],
    [counts.skipped, 'skipped'],
    [counts.unfinished, 'not started'],
    [counts.running + counts.waiting, 'to do'],
  ]
  const words = parts.filter(([count]) => count > 0).map(([count, word]) => `${figure(count)} ${word}`)
  return words.length === 0 ? 'Nothing to do' : words.join(', ')
}
