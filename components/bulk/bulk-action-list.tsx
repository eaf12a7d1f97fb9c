'use client'

import { ListChecksIcon } from 'lucide-react'
import { type Column, DataTable } from '../list/data-table.tsx'
import { Pagination } from '../list/pagination.tsx'
import { useList } from '../list/use-list.tsx'
import { paths } from '../paths.ts'
import { Badge } from '../ui/badge.tsx'
import { Card } from '../ui/card.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { LinkButton } from '../ui/link-button.tsx'
import { TimeStamp } from '../ui/time.tsx'
import { type ActionRow, type BulkActionsShown, bulkActionsView } from './bulk-views.ts'
import { actionStatusWords, describeAction, describeCounts } from './bulk-words.ts'

/** Bulk actions, newest first, live. */
export function BulkActionList({ shown, mayRun }: { shown: BulkActionsShown; mayRun: boolean }) {
  const { page, notices } = useList(bulkActionsView.query(shown))
  return (
    <>
      {notices}
      <Card flush>
        {page?.rows.length === 0 ? (
          <EmptyState
            icon={ListChecksIcon}
            title="No bulk action yet"
            action={mayRun && <LinkButton href={paths.authorizations}>Go to the selling partners</LinkButton>}
          >
            {mayRun
              ? 'Select selling partners, or filter their list. Then choose what to do with all of them.'
              : 'Operators can pause, check or tag many selling partners together. Each of these actions is listed here.'}
          </EmptyState>
        ) : (
          <DataTable
            caption="Bulk actions"
            columns={columns}
            rows={page?.rows ?? null}
            rowKey={({ id }) => id}
            rowHref={({ id }) => paths.bulkAction(id)}
          />
        )}
        <Pagination view={bulkActionsView} shown={shown} next={page?.next ?? null} />
      </Card>
    </>
  )
}

const columns: readonly Column<ActionRow>[] = [
  {
    key: 'action',
    header: 'Action',
    skeleton: 'w-40',
    grow: true,
    cell: (action) => (
      <span className="grid leading-snug">
        <span title={describeAction(action.kind, action.parameters)} className="truncate">
          {describeAction(action.kind, action.parameters)}
        </span>
        <span title={describeCounts(action)} className="truncate font-normal text-ink-muted text-sm">
          {describeCounts(action)}
        </span>
      </span>
    ),
  },
  {
    key: 'status',
    header: 'Status',
    skeleton: 'w-20',
    cell: ({ status }) => (
      <Badge tone={actionStatusWords[status].tone}>{actionStatusWords[status].label}</Badge>
    ),
  },
  {
    key: 'who',
    header: 'Started by',
    skeleton: 'w-24',
    from: 'md',
    cell: ({ personName }) => (
      <span title={personName} className="block max-w-40 truncate">
        {personName}
      </span>
    ),
  },
  {
    key: 'when',
    header: 'Started',
    skeleton: 'w-20',
    from: 'sm',
    align: 'right',
    cell: ({ createdAt }) => <TimeStamp at={createdAt} />,
  },
]
