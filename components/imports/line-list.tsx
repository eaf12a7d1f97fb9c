import { CheckIcon } from 'lucide-react'
import Link from 'next/link'
import type { ImportLineView, ImportView } from '#lib/imports/read.ts'
import { type Column, DataTable } from '../list/data-table.tsx'
import { paths } from '../paths.ts'
import { Badge } from '../ui/badge.tsx'
import { Card } from '../ui/card.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { LinkButton } from '../ui/link-button.tsx'
import { NavTabs } from '../ui/nav-tabs.tsx'
import { failuresOf, linesHref, resultLooks, type ShownLines } from './import-words.ts'

/** The lines of an import in the order of its file. */
export function LineList({
  importId,
  view,
  shown,
  rows,
  next,
}: {
  importId: string
  view: ImportView
  shown: ShownLines
  rows: readonly ImportLineView[]
  /** The number of the last line here; null on the last page. */
  next: number | null
}) {
  const hrefs = {
    failed: linesHref(importId, { show: 'failed', after: 0 }),
    all: linesHref(importId, { show: 'all', after: 0 }),
  }
  return (
    <Card flush>
      <NavTabs
        label="Lines"
        current={hrefs[shown.show]}
        tabs={[
          { href: hrefs.all, label: 'All lines', count: view.lines },
          { href: hrefs.failed, label: 'Failed', count: failuresOf(view.counts) },
        ]}
      />
      {rows.length === 0 ? (
        <EmptyState icon={CheckIcon} title={shown.show === 'failed' ? 'No line has failed' : 'No more lines'}>
          {shown.show === 'failed'
            ? 'Lines that Amazon refused, and lines with a mistake, appear here.'
            : 'The list ends on an earlier page.'}
        </EmptyState>
      ) : (
        <DataTable caption="Lines" columns={columns} rows={rows} rowKey={({ line }) => String(line)} />
      )}
      {(next !== null || shown.after > 0) && (
        <div className="flex justify-end gap-2 border-line border-t px-4 py-2">
          {shown.after > 0 && (
            <LinkButton href={hrefs[shown.show]} size="small">
              First page
            </LinkButton>
          )}
          {next !== null && (
            <LinkButton href={linesHref(importId, { ...shown, after: next })} size="small">
              Next page
            </LinkButton>
          )}
        </div>
      )}
    </Card>
  )
}

const linkClass =
  'w-fit rounded-sm font-medium underline decoration-line-strong underline-offset-4 hover:decoration-current'

function Outcome({ row }: { row: ImportLineView }) {
  const { reason, next, detail, field, authorizationId, attemptId } = row
  return (
    <span className="grid gap-0.5 whitespace-normal py-1.5 leading-snug wrap-anywhere">
      {reason !== null && (
        <span>
          {field !== null && <span className="font-mono text-sm">{field}: </span>}
          {reason}
        </span>
      )}
      {next !== null && row.result !== 'pending' && <span className="text-ink-muted text-sm">{next}</span>}
      {detail !== null && <span className="text-ink-muted text-sm">{detail}</span>}
      {authorizationId !== null && (
        <Link href={paths.authorization(authorizationId)} className={linkClass}>
          Open authorization
        </Link>
      )}
      {attemptId !== null && (
        <Link href={paths.attempt(attemptId)} className={linkClass}>
          Review grant
        </Link>
      )}
    </span>
  )
}

const columns: readonly Column<ImportLineView>[] = [
  {
    key: 'line',
    header: 'Line',
    skeleton: 'w-8',
    align: 'right',
    cell: ({ line }) => <span className="tabular-nums">{line}</span>,
  },
  {
    key: 'result',
    header: 'Result',
    skeleton: 'w-16',
    cell: ({ result }) => (
      <Badge tone={resultLooks[result].tone} title={resultLooks[result].hint}>
        {resultLooks[result].label}
      </Badge>
    ),
  },
  { key: 'outcome', header: 'Details', skeleton: 'w-40', cell: (row) => <Outcome row={row} /> },
  {
    key: 'seller',
    header: 'Seller',
    skeleton: 'w-24',
    from: 'md',
    cell: ({ sellingPartnerId, externalReference }) => (
      <span className="grid leading-snug">
        {sellingPartnerId !== null && <span className="font-mono text-sm">{sellingPartnerId}</span>}
        {externalReference !== null && (
          <span title={externalReference} className="max-w-48 truncate text-ink-muted text-sm">
            {externalReference}
          </span>
        )}
      </span>
    ),
  },
  {
    key: 'application',
    header: 'Application',
    skeleton: 'w-24',
    from: 'lg',
    cell: ({ applicationName }) => <span className="text-ink-muted">{applicationName}</span>,
  },
]
