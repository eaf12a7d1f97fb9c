'use client'

import { SearchIcon, StoreIcon } from 'lucide-react'
import Link from 'next/link'
import { useRef } from 'react'
import { DataTable } from '../list/data-table.tsx'
import { FilterChips, FilterChipsSkeleton } from '../list/filter-chips.tsx'
import { ListKeyboard } from '../list/keyboard.tsx'
import { Pagination } from '../list/pagination.tsx'
import { SearchBox, Toolbar } from '../list/toolbar.tsx'
import { useList } from '../list/use-list.tsx'
import { paths } from '../paths.ts'
import { LinkButton, segmentsClass } from '../ui/button.tsx'
import { CopyButton } from '../ui/code.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { authorizationColumns } from './authorization-columns.tsx'
import {
  type AuthorizationsShown,
  authorizationsView,
  type StateCount,
  sorts,
  toggleState,
} from './authorizations-view.ts'
import { HealthSummary } from './health-summary.tsx'

interface Props {
  shown: AuthorizationsShown
  connectUrl: string
}

/** Every selling partner with its state, live. */
export function AuthorizationList({ shown, connectUrl }: Props) {
  const { page, problem } = useList(authorizationsView.query(shown))
  const list = useRef<HTMLDivElement>(null)
  const search = useRef<HTMLInputElement>(null)
  if (page === undefined) return problem || <AuthorizationListSkeleton />

  const { rows, next, counts } = page
  const total = sum(
    shown.states.length === 0 ? counts : counts.filter(({ state }) => shown.states.includes(state)),
  )
  const isFiltered = shown.search !== '' || shown.states.length > 0 || shown.after !== null
  return (
    <div className="grid gap-5">
      {problem}
      {(total > 0 || isFiltered) && (
        <>
          {shown.search === '' && <HealthSummary counts={counts} />}
          <StateFilter shown={shown} counts={counts} />
        </>
      )}
      <div className="min-w-0 rounded-md border border-line bg-surface" ref={list}>
        {(total > 0 || isFiltered) && (
          <Toolbar>
            <SearchBox
              action={authorizationsView.path}
              value={shown.search}
              hidden={authorizationsView.fields(shown, { search: '' })}
              placeholder="Store, id or account"
              label="Search selling partners by store name, selling partner id or account"
              inputRef={search}
            />
            <div className="flex items-center gap-2">
              <Order shown={shown} />
              <span className="max-md:hidden">
                <ListKeyboard list={list} search={search} row="selling partner" />
              </span>
            </div>
          </Toolbar>
        )}
        {rows.length === 0 ? (
          <NoAuthorizations {...{ shown, isFiltered, connectUrl }} />
        ) : (
          <>
            <DataTable
              caption="Selling partners"
              columns={authorizationColumns}
              page={page}
              rows={rows}
              rowKey={({ id }) => id}
              rowHref={({ id }) => paths.authorization(id)}
            />
            <Pagination
              view={authorizationsView}
              shown={shown}
              next={next}
              count={{ rows: rows.length, total }}
            />
          </>
        )}
      </div>
    </div>
  )
}

const sum = (counts: readonly StateCount[]) => counts.reduce((total, { count }) => total + count, 0)

/** How many there are in each state; several may be chosen. */
function StateFilter({ shown, counts }: { shown: AuthorizationsShown; counts: readonly StateCount[] }) {
  const chips = counts.map(({ state, label, tone, hint, count }) => ({
    href: authorizationsView.href(shown, { states: toggleState(shown.states, state) }),
    isChosen: shown.states.includes(state),
    title: hint,
    ...{ label, tone, count },
  }))
  return (
    <FilterChips
      label="Filter by state"
      chips={[
        {
          href: authorizationsView.href(shown, { states: [] }),
          isChosen: shown.states.length === 0,
          label: 'All',
          count: sum(counts),
        },
        ...chips.filter(({ count, isChosen }) => count > 0 || isChosen),
      ]}
    />
  )
}

const orders: Readonly<Record<AuthorizationsShown['sort'], string>> = {
  attention: 'Urgency',
  name: 'Name',
  newest: 'Newest',
}

function Order({ shown }: { shown: AuthorizationsShown }) {
  return (
    <nav aria-label="Order" className="flex items-center gap-2 text-ink-muted text-xs">
      <span aria-hidden>Order</span>
      <span className={segmentsClass}>
        {sorts.map((sort) => (
          <Link
            key={sort}
            href={authorizationsView.href(shown, { sort })}
            prefetch={false}
            aria-current={sort === shown.sort}
            className="inline-flex h-6 items-center rounded-sm px-2 transition-colors hover:text-ink aria-[current=true]:bg-sunken aria-[current=true]:font-medium aria-[current=true]:text-ink"
          >
            {orders[sort]}
          </Link>
        ))}
      </span>
    </nav>
  )
}

/** The list without rows: how the first one comes, or the way out of a filter. */
function NoAuthorizations({ shown, isFiltered, connectUrl }: Props & { isFiltered: boolean }) {
  if (isFiltered) {
    return (
      <EmptyState
        icon={SearchIcon}
        title="No selling partner matches"
        action={
          <LinkButton href={authorizationsView.href(shown, { search: '', states: [] })}>Show all</LinkButton>
        }
      >
        {shown.search === '' && shown.states.length === 0 && 'The list ends before this page.'}
        {shown.search === '' && shown.states.length > 0 && 'None is in the chosen states now.'}
        {shown.search !== '' && (
          <>
            No store name, selling partner id or account contains “
            <span className="wrap-anywhere">{shown.search}</span>”
            {shown.states.length > 0 && ' in the chosen states'}.
          </>
        )}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={StoreIcon}
      title="No seller is connected yet"
      action={
        <CopyButton value={connectUrl} label="Copy the link where sellers connect">
          Copy the connect link
        </CopyButton>
      }
    >
      <p>
        Send a seller your connect link, <span className="font-mono text-sm wrap-anywhere">{connectUrl}</span>
        . They sign up, choose where they sell and confirm at Amazon. They appear here as soon as Amazon has
        sent them back.
      </p>
    </EmptyState>
  )
}

/** The list while it is read, of its size. */
export function AuthorizationListSkeleton() {
  return (
    <div className="grid gap-5" aria-busy>
      <div className="grid gap-3">
        <Skeleton className="h-6 w-72 max-w-full" />
        <Skeleton className="h-1.5 w-full" />
      </div>
      <FilterChipsSkeleton widths={['w-20', 'w-28', 'w-32']} />
      <div className="rounded-md border border-line bg-surface">
        <div className="border-line border-b p-3">
          <Skeleton className="h-11 w-full sm:h-9 sm:max-w-xs" />
        </div>
        <DataTable
          caption="Selling partners"
          columns={authorizationColumns}
          page={{ counts: [], readAt: '' }}
          rows={null}
          rowKey={({ id }) => id}
        />
      </div>
    </div>
  )
}
