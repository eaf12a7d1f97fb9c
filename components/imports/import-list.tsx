import { FileInputIcon } from 'lucide-react'
import type { ImportView } from '#lib/imports/read.ts'
import { type Column, DataTable } from '../list/data-table.tsx'
import { paths } from '../paths.ts'
import { Badge } from '../ui/badge.tsx'
import { Card } from '../ui/card.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { figure } from '../ui/format.ts'
import { LinkButton } from '../ui/link-button.tsx'
import { TimeStamp } from '../ui/time.tsx'
import { failuresOf, sourceLabels, stateLooks } from './import-words.ts'

/** Imports, newest first. `rows`: null while they are read. */
export function ImportList({
  rows,
  next,
  isFirst,
}: {
  rows: readonly ImportView[] | null
  /** The cursor of the next page; null on the last one. */
  next: string | null
  isFirst: boolean
}) {
  return (
    <Card flush>
      {rows?.length === 0 ? (
        <EmptyState icon={FileInputIcon} title="No imports yet">
          Each import reports the result for each line. Sellers don’t have to authorize again.
        </EmptyState>
      ) : (
        <DataTable
          caption="Imports"
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          rowHref={({ id }) => paths.tokenImport(id)}
        />
      )}
      {(next !== null || !isFirst) && (
        <div className="flex justify-end gap-2 border-line border-t px-4 py-2">
          {!isFirst && (
            <LinkButton href={paths.imports} size="small">
              First page
            </LinkButton>
          )}
          {next !== null && (
            <LinkButton href={`${paths.imports}?${new URLSearchParams({ after: next })}`} size="small">
              Next page
            </LinkButton>
          )}
        </div>
      )}
    </Card>
  )
}

const columns: readonly Column<ImportView>[] = [
  {
    key: 'started',
    header: 'Started',
    skeleton: 'w-28',
    grow: true,
    cell: ({ createdAt, source, startedBy }) => (
      <span className="grid leading-snug">
        <span className="font-medium">
          <TimeStamp at={createdAt.toISOString()} />
        </span>
        <span className="truncate font-normal text-ink-muted text-sm">
          {startedBy ?? sourceLabels[source]}
        </span>
      </span>
    ),
  },
  {
    key: 'state',
    header: 'State',
    skeleton: 'w-16',
    cell: ({ state }) => {
      const { label, tone } = stateLooks[state]
      return <Badge tone={tone}>{label}</Badge>
    },
  },
  {
    key: 'done',
    header: 'Lines',
    skeleton: 'w-16',
    align: 'right',
    cell: ({ lines, counts }) => (
      <span className="whitespace-nowrap tabular-nums">
        {counts.pending > 0 ? `${figure(lines - counts.pending)} of ${figure(lines)}` : figure(lines)}
      </span>
    ),
  },
  {
    key: 'imported',
    header: 'Imported',
    skeleton: 'w-10',
    align: 'right',
    from: 'md',
    cell: ({ counts }) => <span className="tabular-nums">{figure(counts.imported)}</span>,
  },
  {
    key: 'failed',
    header: 'Failed',
    skeleton: 'w-10',
    align: 'right',
    from: 'sm',
    cell: ({ counts }) => <span className="tabular-nums">{figure(failuresOf(counts))}</span>,
  },
]
