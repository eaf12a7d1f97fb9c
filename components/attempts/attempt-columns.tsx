import type { AttemptView } from '#lib/attempts/read.ts'
import { PartnerName } from '../authorizations/partner-name.tsx'
import { Badge } from '../ui/badge.tsx'
import type { Column } from '../ui/data-table.tsx'
import { TimeStamp } from '../ui/time.tsx'
import { whereOf } from './attempt-facts.tsx'
import { attemptStatus, workflows } from './attempt-words.ts'

export interface AttemptRow extends AttemptView {
  /** What went wrong, in a few words; null when nothing did. */
  readonly problemTitle: string | null
}

/** The columns of the list of attempts. `renderedAt` is ISO 8601. */
export function attemptColumns(renderedAt: string): readonly Column<AttemptRow>[] {
  const started = ({ startedAt }: AttemptRow) => (
    <TimeStamp at={startedAt.toISOString()} renderedAt={renderedAt} />
  )
  return [
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
      cell: (attempt) => <span className="block max-w-40 truncate">{whereOf(attempt)}</span>,
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
}
