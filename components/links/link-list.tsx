'use client'

import { LinkIcon, SearchIcon } from 'lucide-react'
import type { LinkState } from '#lib/links/redeem.ts'
import type { FormAction } from '../forms/form-state.ts'
import { DataTable } from '../list/data-table.tsx'
import { FilterChips, FilterChipsSkeleton } from '../list/filter-chips.tsx'
import { Pagination } from '../list/pagination.tsx'
import { SearchBox, Toolbar } from '../list/toolbar.tsx'
import { useList } from '../list/use-list.tsx'
import { paths } from '../paths.ts'
import { Card } from '../ui/card.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { LinkButton } from '../ui/link-button.tsx'
import { linkColumns } from './link-columns.tsx'
import { linkLooks } from './link-words.ts'
import { type LinksShown, linksView } from './links-view.ts'

const states = Object.keys(linkLooks) as LinkState[]

/** The connect links, newest first, live. */
export function LinkList({
  shown,
  revoke,
}: {
  shown: LinksShown
  /** Null for people who can only look. */
  revoke: FormAction | null
}) {
  const { page, notices } = useList(linksView.query(shown))
  if (page === undefined) return notices ?? <LinkListSkeleton />
  const { rows, next } = page
  return (
    <div className="grid gap-5">
      {notices}
      <Card flush>
        {(rows.length > 0 || isNarrowed(shown)) && (
          <Toolbar>
            <SearchBox
              action={linksView.path}
              value={shown.search}
              hidden={linksView.fields(shown, { search: '' })}
              placeholder="Name, account or selling partner id"
              label="Search connect links"
            />
          </Toolbar>
        )}
        {rows.length === 0 ? (
          <NoLinks shown={shown} mayCreate={revoke !== null} />
        ) : (
          <DataTable
            caption="Connect links"
            columns={linkColumns}
            page={{ revoke }}
            rows={rows}
            rowKey={({ id }) => id}
          />
        )}
        <Pagination view={linksView} shown={shown} next={next} />
      </Card>
    </div>
  )
}

/** How many links are in each state; nothing while there is no link. */
export function LinkStates({ shown }: { shown: LinksShown }) {
  const { page } = useList(linksView.query(shown))
  if (page === undefined) return <LinkStatesSkeleton />
  const { counts } = page
  const total = states.reduce((sum, state) => sum + counts[state], 0)
  if (total === 0 && !isNarrowed(shown)) return null
  return (
    <FilterChips
      label="Filter by state"
      chips={[
        {
          href: linksView.href(shown, { state: null }),
          isChosen: shown.state === null,
          label: 'All',
          count: total,
        },
        ...states.map((state) => ({
          href: linksView.href(shown, { state: shown.state === state ? null : state }),
          isChosen: shown.state === state,
          label: linkLooks[state].label,
          tone: linkLooks[state].tone,
          title: linkLooks[state].hint,
          count: counts[state],
        })),
      ]}
    />
  )
}

const isNarrowed = ({ search, state }: LinksShown) => search !== '' || state !== null

function NoLinks({ shown, mayCreate }: { shown: LinksShown; mayCreate: boolean }) {
  if (!isNarrowed(shown)) {
    return (
      <EmptyState icon={LinkIcon} title="No connect links yet">
        A connect link takes one seller to Amazon for one application, and back.{' '}
        {mayCreate ? 'Create one and send it to the seller.' : 'An operator can create one.'}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={shown.search === '' ? LinkIcon : SearchIcon}
      title={shown.search === '' ? 'No connect link is in this state' : 'No connect link matches'}
      action={<LinkButton href={paths.links}>Show all</LinkButton>}
    >
      {shown.search === ''
        ? 'A link changes its state when it is claimed, used or revoked, and when it expires.'
        : 'No name and no account contains this text, and no selling partner id begins with it.'}
    </EmptyState>
  )
}

export function LinkStatesSkeleton() {
  return <FilterChipsSkeleton widths={['w-16', ...states.map(() => 'w-24')]} />
}

/** A skeleton of the links. */
export function LinkListSkeleton() {
  return (
    <Card flush>
      <DataTable
        caption="Connect links"
        columns={linkColumns}
        page={{ revoke: null }}
        rows={null}
        rowKey={({ id }) => id}
      />
    </Card>
  )
}
