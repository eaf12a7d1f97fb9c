'use client'

import { TerminalIcon } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { DataTable } from '../list/data-table.tsx'
import { Pagination } from '../list/pagination.tsx'
import { useList } from '../list/use-list.tsx'
import { paths } from '../paths.ts'
import { Card } from '../ui/card.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { LinkButton } from '../ui/link-button.tsx'
import { callColumns } from './call-columns.tsx'
import { type CallsShown, callsView, listedBy, listHref } from './calls-view.ts'

/** The earlier calls, of one selling partner or of all, live; each leads to its result. */
export function CallList({
  shown,
  name,
  mayRun,
}: {
  shown: CallsShown
  /** The chosen selling partner; null: none is chosen, and all calls are listed. */
  name: string | null
  mayRun: boolean
}) {
  const list = listedBy(shown)
  const isAll = list.authorization === null
  const address = useSearchParams()
  const { page, notices } = useList(callsView.query(list))
  if (page === undefined) return notices ?? <CallListSkeleton />
  return (
    <div className="grid gap-5">
      {notices}
      <Card
        title={<span className="wrap-anywhere">{isAll ? 'Earlier calls' : `Earlier calls for ${name}`}</span>}
        action={
          shown.authorization !== null && (
            <LinkButton href={listHref(address, { list: isAll ? null : 'all' })} size="small" variant="ghost">
              {isAll ? 'Show only this selling partner' : 'Show all'}
            </LinkButton>
          )
        }
        flush
      >
        {page.rows.length === 0 ? (
          <EmptyState icon={TerminalIcon} title="No calls yet">
            {mayRun
              ? 'Choose a selling partner above and press Run. Every call is recorded here, without its token.'
              : 'Calls that operators run are recorded here, without their tokens.'}
          </EmptyState>
        ) : (
          <DataTable
            caption="Earlier calls"
            columns={callColumns}
            rows={page.rows}
            rowKey={({ id }) => id}
            rowHref={({ id }) => paths.call(id)}
          />
        )}
        <Pagination
          view={{ href: (_, change) => listHref(address, change ?? {}) }}
          shown={list}
          next={page.next}
        />
      </Card>
    </div>
  )
}

/** A skeleton of the earlier calls, of the same size. */
export function CallListSkeleton() {
  return (
    <Card title="Earlier calls" flush>
      <DataTable caption="Earlier calls" columns={callColumns} rows={null} rowKey={({ id }) => id} />
    </Card>
  )
}
