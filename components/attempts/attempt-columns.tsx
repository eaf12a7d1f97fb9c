import type { AttemptView } from '#lib/attempts/read.ts'
import { PartnerName } from '../authorizations/partner-columns.tsx'
import type { Column } from '../list/data-table.tsx'
import type { Wire } from '../list/wire.ts'
import { Badge } from '../ui/badge.tsx'
import { TimeStamp } from '../ui/time.tsx'
import { attemptStatus, whereOf, workflows } from './attempt-words.ts'

/** The fields of an attempt that the columns need; nothing else is sent to the browser. */
export const attemptFields = [
  'id',
  'status',
  'workflow',
  'accountName',
  'sellingPartnerId',
  'marketplaceId',
  'partnerType',
  'problem',
  'startedAt',
] as const satisfies readonly (keyof AttemptView)[]

export interface AttemptRow extends Wire<Pick<AttemptView, (typeof attemptFields)[number]>> {
  /** The problem in a few words; null when there was none. */
  readonly problemTitle: string | null
}

const started = ({ startedAt }: AttemptRow) => <TimeStamp at={startedAt} />

export const attemptColumns: readonly Column<AttemptRow>[] = [
  {
    key: 'who',
    header: 'Who',
    skeleton: 'w-40',
    grow: true,
    cell: ({ accountName, sellingPartnerId }) => (
      <PartnerName name={accountName ?? 'Nobody yet'} sellingPartnerId={sellingPartnerId} />
    ),
  },
  {
    key: 'outcome',
    header: 'Outcome',
    skeleton: 'w-24',
    cell: (attempt) => {
      const { label, tone } = attemptStatus(attempt)
      return (
        <span className="grid justify-items-start gap-0.5">
          <Badge tone={tone} title={attempt.problemTitle ?? undefined}>
            {label}
          </Badge>
          <span className="text-ink-muted text-sm sm:hidden">{started(attempt)}</span>
        </span>
      )
    },
  },
  {
    key: 'problem',
    header: 'What went wrong',
    skeleton: 'w-48',
    from: 'lg',
    cell: ({ problemTitle }) => (
      <span title={problemTitle ?? undefined} className="block max-w-72 truncate text-ink-muted">
        {problemTitle ?? '–'}
      </span>
    ),
  },
  {
    key: 'where',
    header: 'Where',
    skeleton: 'w-28',
    from: 'xl',
    cell: (attempt) => (
      <span title={whereOf(attempt)} className="block max-w-40 truncate">
        {whereOf(attempt)}
      </span>
    ),
  },
  {
    key: 'workflow',
    header: 'Workflow',
    skeleton: 'w-16',
    from: 'md',
    cell: ({ workflow }) => <span className="whitespace-nowrap">{workflows[workflow]}</span>,
  },
  {
    key: 'started',
    header: 'Started',
    skeleton: 'w-20',
    from: 'sm',
    align: 'right',
    cell: started,
  },
]
