import type { ComingReminder } from '#lib/notifications/coming-reminders.ts'
import type { Column } from '../list/data-table.tsx'
import type { Wire } from '../list/wire.ts'
import { utcDate } from '../ui/format.ts'
import { TimeStamp } from '../ui/time.tsx'
import { obstacleLabels } from './reminder-words.ts'

/** What the columns need of a reminder; nothing else travels to the browser. */
export const reminderFields = [
  'authorizationId',
  'name',
  'applicationName',
  'daysBefore',
  'sendsAt',
  'dueAt',
  'recipients',
  'obstacle',
  'isSilenced',
] as const satisfies readonly (keyof ComingReminder)[]

export interface ReminderRow extends Wire<Pick<ComingReminder, (typeof reminderFields)[number]>> {
  /** Of the authorization, with the days. */
  readonly id: string
}

export const reminderColumns: readonly Column<ReminderRow, { readonly readAt: string }>[] = [
  {
    key: 'name',
    header: 'Selling partner',
    skeleton: 'w-40',
    grow: true,
    cell: ({ name, applicationName }) => (
      <span className="grid leading-snug" title={`${name}\n${applicationName}`}>
        <span className="truncate font-medium">{name}</span>
        <span className="truncate text-ink-muted text-sm">{applicationName}</span>
      </span>
    ),
  },
  {
    key: 'sends',
    header: 'Sent',
    skeleton: 'w-20',
    cell: ({ sendsAt, isSilenced, obstacle }, { readAt }) =>
      sendsAt > readAt ? (
        <TimeStamp at={sendsAt} />
      ) : (
        <span className="whitespace-nowrap">
          {isSilenced ? 'After the incident' : obstacle === null ? 'Due now' : 'When possible'}
        </span>
      ),
  },
  {
    key: 'warns',
    header: 'Renew by',
    skeleton: 'w-28',
    from: 'md',
    cell: ({ dueAt, daysBefore }) => (
      <span className="grid leading-snug">
        <span className="whitespace-nowrap tabular-nums">{utcDate(new Date(dueAt))}</span>
        <span className="whitespace-nowrap text-ink-muted text-sm">
          {daysBefore === 1 ? '1 day before' : `${daysBefore} days before`}
        </span>
      </span>
    ),
  },
  {
    key: 'to',
    header: 'To',
    skeleton: 'w-40',
    from: 'lg',
    below: true,
    cell: ({ recipients, obstacle }) =>
      obstacle === null ? (
        <span title={recipients.join('\n')} className="block max-w-72 truncate">
          {recipients.join(', ')}
        </span>
      ) : (
        <span className="whitespace-nowrap text-ink-muted">{obstacleLabels[obstacle]}</span>
      ),
  },
]
