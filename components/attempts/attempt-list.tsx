'use client'

import { HistoryIcon, SearchIcon } from 'lucide-react'
import type { AttemptEnd } from '#lib/attempts/read.ts'
import { DataTable } from '../list/data-table.tsx'
import { FilterChips, FilterChipsSkeleton } from '../list/filter-chips.tsx'
import { Pagination } from '../list/pagination.tsx'
import { useList } from '../list/use-list.tsx'
import { paths } from '../paths.ts'
import { CopyButton } from '../ui/code.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { LinkButton } from '../ui/link-button.tsx'
import { attemptColumns } from './attempt-columns.tsx'
import { attemptEnds } from './attempt-words.ts'
import { type AttemptsShown, attemptsView, isNarrowed } from './attempts-view.ts'
import { RefusalCard } from './refusal-card.tsx'

const ends = Object.keys(attemptEnds) as AttemptEnd[]

/** How many attempts ended in each way. */
export function AttemptEnds({ shown }: { shown: AttemptsShown }) {
  const { page } = useList(attemptsView.query(shown))
  if (page === undefined) return <AttemptEndsSkeleton />
  const { counts } = page
  return (
    <FilterChips
      label="Filter by outcome"
      chips={[
        {
          href: attemptsView.href(shown, { end: null }),
          isChosen: shown.end === null,
          label: 'All',
          count: ends.reduce((sum, end) => sum + (counts[end] ?? 0), 0),
        },
        ...ends.map((end) => ({
          href: attemptsView.href(shown, { end: shown.end === end ? null : end }),
          isChosen: shown.end === end,
          count: counts[end] ?? 0,
          ...attemptEnds[end],
        })),
      ]}
    />
  )
}

/** Attempts, live, each with a link to its timeline. */
export function AttemptList({ shown, connectUrl }: { shown: AttemptsShown; connectUrl: string }) {
  const { page, notices } = useList(attemptsView.query(shown))
  if (page === undefined) return notices ?? <AttemptListSkeleton />
  const { rows, next } = page
  return (
    <>
      {notices}
      {rows.length === 0 ? (
        <NoAttempts isNarrowed={isNarrowed(shown) || shown.after !== null} connectUrl={connectUrl} />
      ) : (
        <>
          <DataTable
            caption="Attempts"
            columns={attemptColumns}
            rows={rows}
            rowKey={({ id }) => id}
            rowHref={({ id }) => paths.attempt(id)}
          />
          <Pagination view={attemptsView} shown={shown} next={next} />
        </>
      )}
    </>
  )
}

/** Requests that belonged to no attempt. */
export function AttemptRefusals({ shown }: { shown: AttemptsShown }) {
  const { page } = useList(attemptsView.query(shown))
  return page !== undefined && <RefusalCard refusals={page.refusals} />
}

function NoAttempts({ isNarrowed, connectUrl }: { isNarrowed: boolean; connectUrl: string }) {
  if (isNarrowed) {
    return (
      <EmptyState
        icon={SearchIcon}
        title="No attempt matches"
        action={<LinkButton href={paths.attempts}>Show all attempts</LinkButton>}
      >
        Selling partner ids match from their first character, countries by their full name. Days are in UTC.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={HistoryIcon}
      title="No attempts yet"
      action={
        <CopyButton value={connectUrl} label="Copy the connect link">
          Copy the connect link
        </CopyButton>
      }
    >
      Each time someone presses Authorize, the attempt appears here, from the first step at Amazon to the
      stored permission.
    </EmptyState>
  )
}

export function AttemptEndsSkeleton() {
  return (
    <FilterChipsSkeleton
      widths={['w-16', ...ends.map((end) => (attemptEnds[end].label.length > 10 ? 'w-36' : 'w-24'))]}
    />
  )
}

/** A skeleton of the list, of the same size. */
export function AttemptListSkeleton() {
  return <DataTable caption="Attempts" columns={attemptColumns} rows={null} rowKey={({ id }) => id} />
}
