import type { CallView } from '#lib/calls/history.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { figure } from '../ui/format.ts'
import { TimeStamp } from '../ui/time.tsx'
import { CallStatus } from './call-status.tsx'

/** Earlier runs; each leads to its result. */
export function CallTable({
  calls,
  hrefOf,
  renderedAt,
}: {
  /** Null while they are read. */
  calls: readonly CallView[] | null
  hrefOf: (call: CallView) => string
  renderedAt: string
}) {
  const columns: readonly Column<CallView>[] = [
    {
      key: 'partner',
      header: 'Selling partner',
      skeleton: 'w-32',
      grow: true,
      cell: ({ storeName, sellingPartnerId }) =>
        storeName || (sellingPartnerId ?? 'Without a merchant token'),
    },
    {
      key: 'operation',
      header: 'Operation',
      skeleton: 'w-48',
      from: 'md',
      cell: ({ operation }) => <code className="font-mono text-sm">{operation}</code>,
    },
    { key: 'status', header: 'Status', skeleton: 'w-12', cell: (call) => <CallStatus call={call} /> },
    {
      key: 'took',
      header: 'Took',
      skeleton: 'w-12',
      from: 'sm',
      align: 'right',
      cell: ({ durationMs }) => <span className="whitespace-nowrap">{figure(durationMs)} ms</span>,
    },
    {
      key: 'person',
      header: 'By',
      skeleton: 'w-20',
      from: 'lg',
      cell: ({ personName }) => <span className="block max-w-40 truncate">{personName ?? '–'}</span>,
    },
    {
      key: 'at',
      header: 'Called',
      skeleton: 'w-20',
      align: 'right',
      cell: ({ calledAt }) => <TimeStamp at={calledAt.toISOString()} renderedAt={renderedAt} />,
    },
  ]
  return (
    <DataTable
      caption="Earlier calls"
      columns={columns}
      rows={calls}
      rowKey={({ id }) => id}
      rowHref={hrefOf}
    />
  )
}
