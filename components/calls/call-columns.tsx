import type { CallView } from '#lib/calls/history.ts'
import type { Column } from '../list/data-table.tsx'
import type { Wire } from '../list/wire.ts'
import { Badge } from '../ui/badge.tsx'
import { figure } from '../ui/format.ts'
import { TimeStamp } from '../ui/time.tsx'

/** The fields of a call that its row shows. */
export const callFields = [
  'id',
  'partnerName',
  'operation',
  'sandbox',
  'reason',
  'status',
  'problem',
  'durationMs',
  'personName',
  'calledAt',
] as const satisfies readonly (keyof CallView)[]

export type CallRow = Wire<Pick<CallView, (typeof callFields)[number]>>

export const callColumns: readonly Column<CallRow>[] = [
  {
    key: 'partner',
    header: 'Selling partner',
    skeleton: 'w-32',
    grow: true,
    cell: ({ partnerName }) => partnerName,
  },
  {
    key: 'operation',
    header: 'Operation',
    skeleton: 'w-48',
    from: 'md',
    below: true,
    cell: ({ operation, sandbox, reason }) => (
      <span className="flex items-center gap-x-2 whitespace-nowrap">
        <code className="font-mono text-sm">{operation}</code>
        {sandbox && <span className="text-ink-muted text-xs">Sandbox</span>}
        {reason !== null && <span className="text-ink-muted text-xs">Personal data</span>}
      </span>
    ),
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
    cell: ({ personName }) => (
      <span title={personName ?? '–'} className="block max-w-40 truncate">
        {personName ?? '–'}
      </span>
    ),
  },
  {
    key: 'at',
    header: 'Called',
    skeleton: 'w-20',
    align: 'right',
    cell: ({ calledAt }) => <TimeStamp at={calledAt} />,
  },
]

/** The HTTP status of a call, or that there was no response. */
export function CallStatus({ call: { status, problem } }: { call: Pick<CallView, 'status' | 'problem'> }) {
  return (
    <span className="flex">
      {status === null ? (
        <Badge tone="blocked">No response</Badge>
      ) : (
        <Badge tone={problem === null ? 'good' : 'bad'}>{status}</Badge>
      )}
    </span>
  )
}
