'use client'

import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { ReadProblem } from '../list/read-problem.tsx'
import { useListKeys } from '../list/use-list-keys.ts'
import { Button } from '../ui/button.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { Toolbar } from '../ui/toolbar.tsx'
import { authorizationColumns } from './authorization-columns.tsx'
import { AuthorizationListSkeleton } from './authorization-list-skeleton.tsx'
import { HealthSummary } from './health-summary.tsx'
import { ListOrder } from './list-order.tsx'
import { ListPaging } from './list-paging.tsx'
import { ListSearch } from './list-search.tsx'
import type { ListView } from './list-view.ts'
import { NoAuthorizations } from './no-authorizations.tsx'
import { authorizationsQuery } from './queries.ts'
import { ShortcutsHelp } from './shortcuts-help.tsx'
import { StateFilter } from './state-filter.tsx'

/** Every selling partner with its state, live. */
export function AuthorizationList({ view, connectUrl }: { view: ListView; connectUrl: string }) {
  const { data, error, refetch } = useQuery(authorizationsQuery(view))
  const list = useRef<HTMLDivElement>(null)
  const search = useRef<HTMLInputElement>(null)
  const help = useRef<HTMLDialogElement>(null)
  useListKeys({ list, search, help })
  if (data === undefined) {
    return error === null ? (
      <AuthorizationListSkeleton />
    ) : (
      <ReadProblem error={error} retry={() => refetch()} />
    )
  }

  const { rows, next, counts, readAt } = data
  const chosen = view.states.length === 0 ? counts : counts.filter(({ state }) => view.states.includes(state))
  const total = chosen.reduce((sum, { count }) => sum + count, 0)
  const isFiltered = view.search !== '' || view.states.length > 0 || view.after !== null
  return (
    <div className="grid gap-5">
      {error !== null && <ReadProblem error={error} retry={() => refetch()} />}
      {(total > 0 || isFiltered) && (
        <>
          {view.search === '' && <HealthSummary counts={counts} />}
          <StateFilter view={view} counts={counts} />
        </>
      )}
      <div className="min-w-0 rounded-md border border-line bg-surface" ref={list}>
        {(total > 0 || isFiltered) && (
          <Toolbar>
            <ListSearch view={view} inputRef={search} />
            <div className="flex items-center gap-2">
              <ListOrder view={view} />
              <span className="max-md:hidden">
                <Button variant="ghost" size="small" onClick={() => help.current?.showModal()}>
                  Keys
                </Button>
              </span>
            </div>
          </Toolbar>
        )}
        {rows.length === 0 ? (
          <NoAuthorizations view={view} isFiltered={isFiltered} connectUrl={connectUrl} />
        ) : (
          <>
            <DataTable
              caption="Selling partners"
              columns={authorizationColumns(counts, readAt)}
              rows={rows}
              rowKey={(row) => row.id}
              rowHref={(row) => `/ops/authorizations/${row.id}`}
            />
            <ListPaging view={view} shown={rows.length} total={total} next={next} />
          </>
        )}
      </div>
      <ShortcutsHelp dialogRef={help} />
    </div>
  )
}
