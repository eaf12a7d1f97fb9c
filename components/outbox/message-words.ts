import {
  BanIcon,
  CircleAlertIcon,
  CircleCheckIcon,
  CircleHelpIcon,
  HourglassIcon,
  type LucideIcon,
  PauseIcon,
  SendIcon,
} from 'lucide-react'
import type { MessageProblem, MessageStatus } from '#lib/notifications/outbox.ts'
import type { Tone } from '../theme.ts'

interface MessageLook {
  readonly label: string
  readonly tone: Tone
  readonly icon: LucideIcon
  readonly hint: string
}

export const messageLooks: Readonly<Record<MessageStatus, MessageLook>> = {
  held: {
    label: 'Held',
    tone: 'doubt',
    icon: PauseIcon,
    hint: 'No SMTP server is configured. It is sent once there is one, unless it has expired by then.',
  },
  waiting: { label: 'Waiting', tone: 'due', icon: HourglassIcon, hint: 'Sent when it is due.' },
  sending: { label: 'Sending', tone: 'due', icon: SendIcon, hint: 'A worker is sending it.' },
  sent: { label: 'Sent', tone: 'good', icon: CircleCheckIcon, hint: 'The receiving server accepted it.' },
  possibly_sent: {
    label: 'Possibly sent',
    tone: 'doubt',
    icon: CircleHelpIcon,
    hint: 'It was handed over, but no response was recorded. It isn’t sent again unless you choose to.',
  },
  failed: { label: 'Failed', tone: 'bad', icon: CircleAlertIcon, hint: 'It wasn’t accepted.' },
  canceled: {
    label: 'Canceled',
    tone: 'neutral',
    icon: BanIcon,
    hint: 'There was no longer a reason to send it, or an administrator canceled it.',
  },
}

export const messageProblems: Readonly<Record<MessageProblem, string>> = {
  expired: 'It expired before it could be sent.',
  superseded: 'A newer message replaced it.',
  no_longer_true: 'Its content was no longer true.',
  unsubscribed: 'The recipient no longer wants it, or the address changed.',
  covered_by_incident: 'An incident explains it, and was reported instead.',
  canceled_by_operator: 'An administrator canceled it.',
  channel_removed: 'Its channel was deleted.',
  address_undeliverable: 'The mail server says that the address doesn’t exist.',
  refused: 'The receiving server refused it.',
  unreachable: 'The receiving server didn’t accept it in time.',
  unreadable: 'Gatehouse couldn’t compose it. See the log.',
  no_answer: 'The connection ended before a response arrived.',
}

const kinds: Readonly<Record<string, string>> = {
  'password-reset': 'Password reset',
  invitation: 'Invitation',
  'connect-link': 'Connect link',
  'confirm-email': 'Address confirmation',
  'renewal-reminder': 'Renewal reminder',
  'access-lost': 'Access lost',
  event: 'Events',
  'incident-opened': 'Incident',
  'incident-resolved': 'Incident resolved',
  digest: 'Digest',
  test: 'Test',
}

export const messageKindLabel = (kind: string): string => kinds[kind] ?? kind
