'use client'

import { CalendarClockIcon } from 'lucide-react'
import { DataTable } from '../list/data-table.tsx'
import { Pagination } from '../list/pagination.tsx'
import { useList } from '../list/use-list.tsx'
import { paths } from '../paths.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { LinkButton } from '../ui/link-button.tsx'
import { Notice } from '../ui/notice.tsx'
import { reminderColumns } from './reminder-columns.tsx'
import { type RemindersShown, remindersView } from './reminders-view.ts'

/** The reminders to come, the next first, live. */
export function ReminderList({ shown }: { shown: RemindersShown }) {
  const { page, notices } = useList(remindersView.query(shown))
  if (page === undefined) return notices ?? <ReminderListSkeleton />
  const { rows, next, readAt } = page
  return (
    <>
      {notices}
      {rows.length === 0 ? (
        <EmptyState
          icon={CalendarClockIcon}
          title="No reminders to come"
          action={<LinkButton href={paths.renewals}>Open renewals</LinkButton>}
        >
          Connected selling partners whose application has a term are reminded on its warning days.
        </EmptyState>
      ) : (
        <DataTable
          caption="Coming reminders"
          columns={reminderColumns}
          page={{ readAt }}
          rows={rows}
          rowKey={({ id }) => id}
          rowHref={({ authorizationId }) => paths.authorization(authorizationId)}
        />
      )}
      <Pagination view={remindersView} shown={shown} next={next} />
    </>
  )
}

/** While reminders are off, the list says what would be sent. */
export function RemindersOff({ shown }: { shown: RemindersShown }) {
  const { page } = useList(remindersView.query(shown))
  if (page === undefined || page.isOn) return null
  return (
    <Notice
      tone="doubt"
      title="Reminders are switched off"
      next="Nothing below is sent until an administrator switches on renewal reminders under Notifications."
    />
  )
}

/** The reminders while they are read. */
export function ReminderListSkeleton() {
  return (
    <DataTable
      caption="Coming reminders"
      columns={reminderColumns}
      page={{ readAt: '' }}
      rows={null}
      rowKey={({ id }) => id}
    />
  )
}
