'use client'

import { SendIcon } from 'lucide-react'
import type { MessageStatus } from '#lib/notifications/outbox.ts'
import { DataTable } from '../list/data-table.tsx'
import { FilterChips, FilterChipsSkeleton } from '../list/filter-chips.tsx'
import { Pagination } from '../list/pagination.tsx'
import { SearchBox, Toolbar } from '../list/toolbar.tsx'
import { useList } from '../list/use-list.tsx'
import { paths } from '../paths.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { LinkButton } from '../ui/link-button.tsx'
import { type MessageActions, messageColumns } from './message-columns.tsx'
import { messageLooks } from './message-words.ts'
import { type OutboxShown, outboxView } from './outbox-view.ts'

const statuses = Object.keys(messageLooks) as MessageStatus[]

/** The messages, newest first, live. */
export function OutboxList({ shown, actions }: { shown: OutboxShown; actions: MessageActions }) {
  const { page, notices } = useList(outboxView.query(shown))
  if (page === undefined) return notices ?? <OutboxListSkeleton />
  const { rows, next } = page
  return (
    <>
      {notices}
      {rows.length === 0 ? (
        <NoMessages isNarrowed={shown.status !== null || shown.search !== '' || shown.after !== null} />
      ) : (
        <DataTable
          caption="Messages"
          columns={messageColumns}
          page={{ actions }}
          rows={rows}
          rowKey={({ id }) => id}
        />
      )}
      <Pagination view={outboxView} shown={shown} next={next} />
    </>
  )
}

/** How many messages have each status; nothing while there is no message. */
export function MessageStatuses({ shown }: { shown: OutboxShown }) {
  const { page } = useList(outboxView.query(shown))
  if (page === undefined) return <MessageStatusesSkeleton />
  const { counts } = page
  const total = statuses.reduce((sum, status) => sum + counts[status], 0)
  if (total === 0 && shown.status === null) return null
  return (
    <FilterChips
      label="Filter by status"
      chips={[
        {
          href: outboxView.href(shown, { status: null }),
          isChosen: shown.status === null,
          label: 'All',
          count: total,
        },
        ...statuses.map((status) => ({
          href: outboxView.href(shown, { status: shown.status === status ? null : status }),
          isChosen: shown.status === status,
          label: messageLooks[status].label,
          tone: messageLooks[status].tone,
          title: messageLooks[status].hint,
          count: counts[status],
        })),
      ]}
    />
  )
}

export function OutboxToolbar({ shown }: { shown: OutboxShown }) {
  return (
    <Toolbar>
      <SearchBox
        action={outboxView.path}
        value={shown.search}
        hidden={outboxView.fields(shown, { search: '' })}
        placeholder="Start of an address"
        label="Search messages by the start of their address"
      />
    </Toolbar>
  )
}

function NoMessages({ isNarrowed }: { isNarrowed: boolean }) {
  return isNarrowed ? (
    <EmptyState
      icon={SendIcon}
      title="No such messages"
      action={<LinkButton href={paths.outbox}>Show all</LinkButton>}
    >
      Messages change their status while they are sent.
    </EmptyState>
  ) : (
    <EmptyState
      icon={SendIcon}
      title="No messages yet"
      action={<LinkButton href={paths.notifications}>Open notifications</LinkButton>}
    >
      Everything that Gatehouse sends is listed here: reminders, notifications, invitations and links.
    </EmptyState>
  )
}

export function MessageStatusesSkeleton() {
  return <FilterChipsSkeleton widths={['w-16', ...statuses.map(() => 'w-24')]} />
}

/** A skeleton of the messages. */
export function OutboxListSkeleton() {
  return (
    <DataTable
      caption="Messages"
      columns={messageColumns}
      page={{ actions: null }}
      rows={null}
      rowKey={({ id }) => id}
    />
  )
}
