'use client'

import { clsx } from 'clsx'
import { CalendarClockIcon } from 'lucide-react'
import Link from 'next/link'
import type { RenewalCount } from '#lib/authorizations/renewals.ts'
import { DataTable } from '../list/data-table.tsx'
import { FilterChips, FilterChipsSkeleton } from '../list/filter-chips.tsx'
import { Pagination } from '../list/pagination.tsx'
import { useList } from '../list/use-list.tsx'
import { paths } from '../paths.ts'
import { Card } from '../ui/card.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { figure } from '../ui/format.ts'
import { LinkButton } from '../ui/link-button.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { toneFill } from '../ui/tone-class.ts'
import { renewalColumns } from './renewal-columns.tsx'
import { levelName, levelTone, monthName, renewalGroup } from './renewal-words.ts'
import { type RenewalsPage, type RenewalsShown, renewalsView } from './renewals-view.ts'

/** The renewals, nearest first, under headings of weeks and months; live. */
export function RenewalList({ shown }: { shown: RenewalsShown }) {
  const { page, notices } = useList(renewalsView.query(shown))
  if (page === undefined) return notices ?? <RenewalListSkeleton />
  const { rows, next, levels, months, applications } = page
  const isFiltered = shown.application !== null || shown.within !== null || shown.after !== null
  const total = levels.reduce((sum, { count }) => sum + count, 0)
  return (
    <>
      {notices}
      {(total > 0 || isFiltered) && (
        <>
          <RenewalMonths shown={shown} months={months} />
          <RenewalFilter shown={shown} levels={levels} applications={applications} total={total} />
        </>
      )}
      <Card flush>
        {rows.length === 0 ? (
          <NoRenewals isFiltered={isFiltered} hasTerm={applications.length > 0} />
        ) : (
          <DataTable
            caption="Authorizations to renew"
            columns={renewalColumns}
            page={page}
            rows={rows}
            rowKey={({ id }) => id}
            rowHref={({ id }) => paths.authorization(id)}
            groupOf={({ renewsBy }, { readAt }) => renewalGroup(new Date(renewsBy), new Date(readAt))}
          />
        )}
        <Pagination view={renewalsView} shown={shown} next={next} />
      </Card>
    </>
  )
}

/** How many authorizations are at each distance from their date, and for which application. */
function RenewalFilter({
  shown,
  levels,
  applications,
  total,
}: { shown: RenewalsShown; total: number } & Pick<RenewalsPage, 'levels' | 'applications'>) {
  return (
    <div className="flex flex-wrap justify-between gap-3">
      <FilterChips
        label="Filter by time"
        chips={[
          {
            href: renewalsView.href(shown, { within: null }),
            isChosen: shown.within === null,
            label: 'All',
            count: total,
          },
          ...levels.map(({ name, count }) => ({
            href: renewalsView.href(shown, { within: name }),
            isChosen: shown.within === name,
            label: levelName(name, levels),
            tone: levelTone(name),
            count,
          })),
        ]}
      />
      {applications.length > 1 && (
        <FilterChips
          label="Filter by application"
          chips={[
            {
              href: renewalsView.href(shown, { application: null }),
              isChosen: shown.application === null,
              label: 'All applications',
            },
            ...applications.map(({ id, name }) => ({
              href: renewalsView.href(shown, { application: id }),
              isChosen: shown.application === id,
              label: name,
              title: name,
            })),
          ]}
        />
      )}
    </div>
  )
}

/** The empty calendar: what it will show, or how to clear a filter. */
function NoRenewals({ isFiltered, hasTerm }: { isFiltered: boolean; hasTerm: boolean }) {
  if (isFiltered) {
    return (
      <EmptyState
        icon={CalendarClockIcon}
        title="No renewals match"
        action={<LinkButton href={paths.renewals}>Show all</LinkButton>}
      >
        No authorization of the selected application has its date in the selected period.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={CalendarClockIcon}
      title="No renewals yet"
      action={<LinkButton href={paths.authorizations}>Show selling partners</LinkButton>}
    >
      {hasTerm
        ? 'Once a seller has authorized, they are listed here with the date by which Amazon asks them to renew, and with the links to send them. Self-authorizations have no such date.'
        : 'None of your applications has a renewal term. An administrator can set it on the application’s page.'}
    </EmptyState>
  )
}

/** A skeleton of the calendar. */
export function RenewalListSkeleton() {
  return (
    <>
      <div className="grid h-31 items-center rounded-md border border-line bg-surface p-4">
        <Skeleton className="h-20" />
      </div>
      <FilterChipsSkeleton widths={['w-16', 'w-24', 'w-32', 'w-20']} />
      <Card flush>
        <DataTable
          caption="Authorizations to renew"
          columns={renewalColumns}
          page={{ readAt: '' }}
          rows={null}
          rowKey={({ id }) => id}
        />
      </Card>
    </>
  )
}

/** The coming year at a glance: the number of renewals in each month. Each is a filter. */
export function RenewalMonths({ shown, months }: { shown: RenewalsShown; months: readonly RenewalCount[] }) {
  const most = Math.max(1, ...months.map(({ count }) => count))
  return (
    <nav aria-label="Filter by month" className="overflow-x-auto rounded-md border border-line bg-surface">
      <ul className="flex min-w-max gap-px p-2 max-sm:px-1">
        {months.map(({ name, count }) => {
          const chosen = shown.within === name
          const [month = '', year = ''] = monthName(name).split(' ')
          return (
            <li key={name} className="relative min-w-fit flex-1">
              <Link
                href={renewalsView.href(shown, { within: chosen ? null : name })}
                prefetch={false}
                aria-current={chosen}
                title={`${month} ${year}: ${figure(count)}`}
                className="group grid justify-items-center gap-1 rounded-md px-0.5 py-2 sm:px-1 hover:bg-sunken aria-[current=true]:bg-accent-soft"
              >
                <span className={clsx('text-sm tabular-nums', count === 0 && 'text-ink-faint')}>
                  {figure(count)}
                </span>
                <span aria-hidden className="flex h-12 w-full max-w-8 items-end max-sm:px-0.5">
                  <span
                    style={{ height: count === 0 ? 2 : `${Math.max(8, (count / most) * 100)}%` }}
                    className={clsx('w-full rounded-sm', count === 0 ? 'bg-line' : toneFill.due)}
                  />
                </span>
                <span className="text-ink-muted text-xs">
                  {month.slice(0, 3)}
                  <span className={month === 'January' ? 'max-sm:sr-only' : 'sr-only'}> {year}</span>
                </span>
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
