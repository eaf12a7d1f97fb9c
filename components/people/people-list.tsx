'use client'

import { SearchIcon, UsersIcon } from 'lucide-react'
import { DataTable } from '../list/data-table.tsx'
import { Pagination } from '../list/pagination.tsx'
import { SearchBox, Toolbar } from '../list/toolbar.tsx'
import { useList } from '../list/use-list.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { LinkButton } from '../ui/link-button.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { type PeopleShown, peopleView } from './people-view.ts'
import { type PeopleContext, personColumns } from './person-columns.tsx'

/** One side of the people, operators or those of the accounts; live. */
export function PeopleList({ shown, ...context }: { shown: PeopleShown } & PeopleContext) {
  const { page, notices } = useList(peopleView.query(shown))
  if (page === undefined) return notices ?? <PeopleListSkeleton />
  const { rows, next } = page
  return (
    <>
      {notices}
      {rows.length === 0 ? (
        <NoPeople shown={shown} />
      ) : (
        <DataTable
          caption={shown.side === 'operators' ? 'Operators' : "Sellers' sign-ins"}
          columns={personColumns[shown.side]}
          page={context}
          rows={rows}
          rowKey={({ id }) => id}
        />
      )}
      <Pagination view={peopleView} shown={shown} next={next} />
    </>
  )
}

const isOfSellers = ({ side }: PeopleShown) => side === 'accounts'

export function PeopleToolbar({ shown }: { shown: PeopleShown }) {
  return (
    <Toolbar>
      <SearchBox
        action={peopleView.path}
        value={shown.search}
        hidden={peopleView.fields(shown, { search: '' })}
        placeholder={isOfSellers(shown) ? 'Name, account or email address' : 'Name or email address'}
        label={`Search people by name${isOfSellers(shown) ? ', account' : ''} or email address`}
      />
    </Toolbar>
  )
}

function NoPeople({ shown }: { shown: PeopleShown }) {
  if (shown.search === '' && shown.after === null) {
    return (
      <EmptyState icon={UsersIcon} title="Nobody yet">
        Sellers who create an account on the connect page are listed here.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={SearchIcon}
      title="No matches"
      action={<LinkButton href={peopleView.href(shown, { search: '' })}>Show all</LinkButton>}
    >
      {isOfSellers(shown)
        ? 'No name, account or email address contains this text.'
        : 'No name or email address contains this text.'}
    </EmptyState>
  )
}

/** A skeleton of the list: rows of the same height. */
export function PeopleListSkeleton() {
  return (
    <div aria-busy="true" className="grid">
      {['w-40', 'w-32', 'w-48', 'w-36', 'w-44'].map((width) => (
        <div key={width} className="flex h-14 items-center border-line border-b px-4 last:border-0">
          <Skeleton className={`h-3.5 ${width}`} />
        </div>
      ))}
    </div>
  )
}
