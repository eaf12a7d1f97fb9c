'use client'

import { ListChecksIcon } from 'lucide-react'
import type { BulkCounts } from '#lib/bulk/read.ts'
import { PartnerName } from '../authorizations/partner-columns.tsx'
import { type Column, DataTable } from '../list/data-table.tsx'
import { FilterChips } from '../list/filter-chips.tsx'
import { Pagination } from '../list/pagination.tsx'
import { useList } from '../list/use-list.tsx'
import { paths } from '../paths.ts'
import { Badge } from '../ui/badge.tsx'
import { Card } from '../ui/card.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { TimeStamp } from '../ui/time.tsx'
import { type BulkResult, type BulkRowsShown, bulkRowsView } from './bulk-views.ts'
import { reasonText, rowStatuses, rowStatusWords } from './bulk-words.ts'

/** The results for each selling partner, live. */
export function BulkResults({ id, shown, counts }: { id: string; shown: BulkRowsShown; counts: BulkCounts }) {
  const view = bulkRowsView(id)
  const { page, notices } = useList(view.query(shown))
  const all = rowStatuses.reduce((total, status) => total + counts[status], 0)
  return (
    <div className="grid gap-3">
      <FilterChips
        label="Filter by result"
        chips={[
          {
            href: view.href(shown, { status: null }),
            isChosen: shown.status === null,
            label: 'All',
            count: all,
          },
          ...rowStatuses
            .filter((status) => counts[status] > 0 || shown.status === status)
            .map((status) => ({
              href: view.href(shown, { status: shown.status === status ? null : status }),
              isChosen: shown.status === status,
              ...rowStatusWords[status],
              count: counts[status],
            })),
        ]}
      />
      {notices}
      <Card flush>
        {page?.rows.length === 0 ? (
          <EmptyState icon={ListChecksIcon} title="No selling partner has this result">
            Choose another result above.
          </EmptyState>
        ) : (
          <DataTable
            caption="Results"
            columns={columns}
            rows={page?.rows ?? null}
            rowKey={(row) => row.id}
            rowHref={({ authorizationId }) => paths.authorization(authorizationId)}
          />
        )}
        <Pagination view={view} shown={shown} next={page?.next ?? null} />
      </Card>
    </div>
  )
}

const columns: readonly Column<BulkResult>[] = [
  { key: 'name', header: 'Selling partner', skeleton: 'w-40', grow: true, cell: PartnerName },
  {
    key: 'status',
    header: 'Result',
    skeleton: 'w-20',
    cell: ({ status }) => <Badge tone={rowStatusWords[status].tone}>{rowStatusWords[status].label}</Badge>,
  },
  {
    key: 'reason',
    header: 'Reason',
    skeleton: 'w-40',
    from: 'sm',
    below: true,
    cell: ({ reason }) => (reason === null ? null : <span className="text-sm">{reasonText(reason)}</span>),
  },
  {
    key: 'ended',
    header: 'When',
    skeleton: 'w-20',
    from: 'md',
    align: 'right',
    cell: ({ endedAt }) => (endedAt === null ? null : <TimeStamp at={endedAt} />),
  },
]
