'use client'

import { DownloadIcon, ListChecksIcon, SearchIcon, StoreIcon } from 'lucide-react'
import { useId, useRef } from 'react'
import { DataTable } from '../list/data-table.tsx'
import { FilterChips, FilterChipsSkeleton } from '../list/filter-chips.tsx'
import { ListKeyboard } from '../list/keyboard.tsx'
import { Pagination } from '../list/pagination.tsx'
import { SearchBox, Toolbar } from '../list/toolbar.tsx'
import { useList } from '../list/use-list.tsx'
import { paths } from '../paths.ts'
import { AnchorButton } from '../ui/button.tsx'
import { CopyButton } from '../ui/code.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { LinkButton } from '../ui/link-button.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { allMatchingHref } from './all-matching.ts'
import { type AuthorizationRow, columnsOf } from './authorization-columns.tsx'
import { ActiveFilters, MoreFilters } from './authorization-filters.tsx'
import {
  type AuthorizationsPage,
  type AuthorizationsShown,
  authorizationsView,
  isFiltered,
  noFilter,
  toggle,
} from './authorizations-view.ts'
import { BulkBar } from './bulk-bar.tsx'
import { ColumnChooser } from './column-chooser.tsx'
import { HealthSummary } from './health-summary.tsx'
import { flags, flagWords, healths, healthWords } from './health-words.ts'
import { type ListLinks, type ListView, listLinks } from './list-views.ts'
import { Order, orderOf } from './order.tsx'
import { RoleProgress } from './role-progress.tsx'
import { useSelection } from './use-selection.ts'

interface Props {
  shown: AuthorizationsShown
  /** The view that the address names. */
  view: Pick<ListView, 'key' | 'parameters'> | null
  connectUrl: string
  /** Whether this person can start bulk actions. */
  mayAct: boolean
  /** How many rows can be selected one by one. */
  mostSelected: number
}

/** Every selling partner with its health, live. */
export function AuthorizationList({ shown, view, connectUrl, mayAct, mostSelected }: Props) {
  const { page, notices } = useList(authorizationsView.query(shown))
  const list = useRef<HTMLDivElement>(null)
  const search = useRef<HTMLInputElement>(null)
  const form = useId()
  const links = listLinks(shown, view)
  const { ids: selected, select } = useSelection(allMatchingHref(shown))
  if (page === undefined) return notices ?? <AuthorizationListSkeleton columns={shown.columns} />

  const { rows, next, counts, choices } = page
  const total = totalOf(shown, counts)
  const isPart = isFiltered(shown) || shown.after !== null
  const isAny = rows.length > 0 || isPart
  const here = new Set(rows.map(({ id }) => id))
  const elsewhere = [...selected].filter((id) => !here.has(id))
  return (
    <div className="grid gap-5">
      {notices}
      {isAny && (
        <>
          {shown.search === '' && counts !== null && <HealthSummary counts={counts} />}
          <HealthFilter shown={shown} counts={counts} links={links} />
          <RoleProgress shown={shown} progress={page.roleProgress} links={links} mayAct={mayAct} />
        </>
      )}
      {/* A container, like the table: the menu of columns says which ones the width leaves out. */}
      <div className="@container min-w-0 rounded-md border border-line bg-surface" ref={list}>
        {isAny && (
          <>
            <Toolbar>
              <SearchBox
                // Each view has its own words.
                key={view?.key}
                action={authorizationsView.path}
                value={shown.search}
                hidden={links.fields({ search: '' })}
                hrefOf={(words) => links.href({ search: words })}
                placeholder="Store, id or account"
                label="Search selling partners by store name, selling partner id or account"
                inputRef={search}
              />
              <div className="flex flex-wrap items-center gap-2">
                <MoreFilters shown={shown} choices={choices} links={links} />
                <Order shown={shown} links={links} />
                <ColumnChooser shown={shown} links={links} />
                {mayAct && (
                  <LinkButton href={allMatchingHref(shown)} size="small">
                    <ListChecksIcon size={14} /> Bulk action
                  </LinkButton>
                )}
                <AnchorButton href={exportHref(shown)} size="small">
                  <DownloadIcon size={14} /> Export as CSV
                </AnchorButton>
                <span className="max-md:hidden">
                  <ListKeyboard list={list} search={search} />
                </span>
              </div>
            </Toolbar>
            <ActiveFilters shown={shown} choices={choices} links={links} />
          </>
        )}
        {rows.length === 0 ? (
          <NoAuthorizations shown={shown} links={links} isPart={isPart} connectUrl={connectUrl} />
        ) : (
          <>
            <DataTable<AuthorizationRow, unknown>
              caption="Selling partners"
              columns={columnsOf(shown.columns)}
              rows={rows}
              rowKey={({ id }) => id}
              rowHref={({ id }) => paths.authorization(id)}
              orderOf={(key) => orderOf(key, shown, links)}
              {...(mayAct && {
                selection: {
                  form,
                  chosen: selected,
                  labelOf: ({ name }) => name,
                  choose: (id, isWanted) =>
                    select(isWanted ? [...selected, id] : [...selected].filter((other) => other !== id)),
                  chooseAll: (isWanted) => select(isWanted ? [...elsewhere, ...here] : elsewhere),
                },
              })}
            />
            {mayAct && (
              <BulkBar
                form={form}
                from={links.href({ after: shown.after })}
                here={selected.size - elsewhere.length}
                elsewhere={elsewhere}
                most={mostSelected}
                shown={shown}
                total={total}
                clear={() => select([])}
              />
            )}
            <Pagination
              view={{ href: (_, change) => links.href(change) }}
              shown={shown}
              next={next}
              {...(total !== null && { count: { rows: rows.length, total } })}
            />
          </>
        )}
      </div>
    </div>
  )
}

/** The file with all matching rows, from all pages. */
function exportHref(shown: AuthorizationsShown): string {
  const { search } = new URL(authorizationsView.href(shown, { after: null }), 'http://list')
  return `${paths.authorizationsExport}${search}`
}

const sum = (counts: Readonly<Record<string, number>>, chosen: readonly string[]) =>
  chosen.reduce((total, name) => total + (counts[name] ?? 0), 0)

/** How many rows there are on all pages; null if that isn't counted. */
function totalOf(shown: AuthorizationsShown, counts: AuthorizationsPage['counts']): number | null {
  if (counts === null) return null
  const { health, flags: chosen } = shown
  if (chosen.length === 0) return sum(counts.health, health.length === 0 ? healths : health)
  const [only, ...others] = chosen
  return health.length === 0 && only !== undefined && others.length === 0 ? counts.flags[only] : null
}

/** How many have each health and each flag; several of each may be chosen. */
function HealthFilter({
  shown,
  counts,
  links,
}: {
  shown: AuthorizationsShown
  counts: AuthorizationsPage['counts']
  links: ListLinks
}) {
  const all = counts === null ? null : sum(counts.health, healths)
  const ofHealth = healths.map((health) => ({
    href: links.href({ health: toggle(shown.health, health) }),
    isChosen: shown.health.includes(health),
    ...healthWords[health],
    count: counts?.health[health],
  }))
  const ofFlags = flags.map((flag) => ({
    href: links.href({ flags: toggle(shown.flags, flag) }),
    isChosen: shown.flags.includes(flag),
    ...flagWords[flag],
    count: counts?.flags[flag],
  }))
  return (
    <FilterChips
      label="Filter by health"
      chips={[
        {
          href: links.href({ health: [], flags: [] }),
          isChosen: shown.health.length === 0 && shown.flags.length === 0,
          label: 'All',
          ...(all !== null && { count: all }),
        },
        ...[...ofHealth, ...ofFlags]
          .filter(({ count, isChosen }) => count === undefined || count > 0 || isChosen)
          .map(({ hint, count, ...chip }) => ({
            ...chip,
            title: hint,
            ...(count !== undefined && { count }),
          })),
      ]}
    />
  )
}

/** The empty list: how to get the first row, or how to clear a filter. */
function NoAuthorizations({
  shown,
  links,
  isPart,
  connectUrl,
}: Pick<Props, 'shown' | 'connectUrl'> & { links: ListLinks; isPart: boolean }) {
  if (isPart) {
    return (
      <EmptyState
        icon={SearchIcon}
        title="No selling partner matches"
        action={<LinkButton href={links.href(noFilter)}>Show all</LinkButton>}
      >
        {!isFiltered(shown) && 'This page is past the end of the list.'}
        {isFiltered(shown) && shown.search === '' && 'No selling partner matches the selected filters.'}
        {shown.search !== '' && (
          <>
            No store name, selling partner id or account contains “
            <span className="wrap-anywhere">{shown.search}</span>”
            {isFiltered({ ...shown, search: '' }) && ' within the selected filters'}.
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
        <CopyButton value={connectUrl} label="Copy the connect link">
          Copy the connect link
        </CopyButton>
      }
    >
      <p>
        Send a seller your connect link, <span className="font-mono text-sm wrap-anywhere">{connectUrl}</span>
        . They sign up, choose where they sell and confirm at Amazon. They appear here as soon as Amazon
        redirects them back.
      </p>
    </EmptyState>
  )
}

/** A skeleton of the list, of the same size. */
export function AuthorizationListSkeleton({ columns }: { columns: readonly string[] }) {
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
          columns={columnsOf(columns)}
          rows={null}
          rowKey={({ id }) => id}
        />
      </div>
    </div>
  )
}
