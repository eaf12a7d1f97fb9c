import type { MessageView } from '#lib/notifications/outbox.ts'
import type { FormAction } from '../forms/form-state.ts'
import type { Column } from '../list/data-table.tsx'
import type { Wire } from '../list/wire.ts'
import { Badge } from '../ui/badge.tsx'
import { TimeStamp } from '../ui/time.tsx'
import { MessagePanel } from './message-panel.tsx'
import { messageKindLabel, messageLooks } from './message-words.ts'

/** The fields of a message that the columns and the panel need; nothing else is sent to the browser. */
export const messageFields = [
  'id',
  'kind',
  'channelKind',
  'recipient',
  'authorizationId',
  'subject',
  'text',
  'status',
  'attempts',
  'nextAttemptAt',
  'response',
  'problem',
  'createdAt',
  'sentAt',
  'canSendAgain',
  'canCancel',
] as const satisfies readonly (keyof MessageView)[]

export type MessageListRow = Wire<Pick<MessageView, (typeof messageFields)[number]>>

/** Null for people who can only look. */
export type MessageActions = { readonly again: FormAction; readonly cancel: FormAction } | null

interface Page {
  readonly actions: MessageActions
}

export const messageColumns: readonly Column<MessageListRow, Page>[] = [
  {
    key: 'message',
    header: 'Message',
    skeleton: 'w-56',
    grow: true,
    cell: ({ subject, recipient }) => (
      <span className="grid leading-snug">
        {/* On a phone, the start of a subject wouldn't tell two messages apart. */}
        <span
          title={subject}
          className="font-medium @max-lg:line-clamp-2 @max-lg:whitespace-normal @lg:truncate"
        >
          {subject}
        </span>
        <span title={recipient} className="truncate text-ink-muted text-sm">
          {recipient}
        </span>
      </span>
    ),
  },
  {
    key: 'status',
    header: 'Status',
    skeleton: 'w-16',
    cell: ({ status }) => {
      const { label, tone, icon, hint } = messageLooks[status]
      return (
        <Badge tone={tone} icon={icon} title={hint}>
          {label}
        </Badge>
      )
    },
  },
  {
    key: 'kind',
    header: 'Kind',
    skeleton: 'w-24',
    from: 'lg',
    cell: ({ kind }) => <span className="whitespace-nowrap">{messageKindLabel(kind)}</span>,
  },
  {
    key: 'time',
    header: 'Written or sent',
    skeleton: 'w-20',
    from: 'sm',
    cell: ({ sentAt, createdAt }) => <TimeStamp at={sentAt ?? createdAt} />,
  },
  {
    key: 'manage',
    header: 'Details',
    skeleton: 'w-16',
    align: 'right',
    cell: (message, { actions }) => <MessagePanel message={message} actions={actions} />,
  },
]
