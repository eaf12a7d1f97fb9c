'use client'

import { ScrollTextIcon } from 'lucide-react'
import { DataTable } from '../list/data-table.tsx'
import { Pagination } from '../list/pagination.tsx'
import { useList } from '../list/use-list.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { LinkButton } from '../ui/link-button.tsx'
import { auditColumns } from './audit-columns.tsx'
import { type AuditShown, auditView, isFiltered, noFilter } from './audit-view.ts'

/** The entries, newest first, live. */
export function AuditList({ shown }: { shown: AuditShown }) {
  const { page, notices } = useList(auditView.query(shown))
  if (page === undefined) return notices ?? <AuditListSkeleton />
  const { rows, next } = page
  return (
    <>
      {notices}
      {rows.length === 0 ? (
        <NoEntries shown={shown} />
      ) : (
        <DataTable caption="Audit log" columns={auditColumns} rows={rows} rowKey={({ id }) => id} />
      )}
      <Pagination view={auditView} shown={shown} next={next} />
    </>
  )
}

/** Filters that have no control above the log. Each can be removed. */
export function AuditNarrowing({ shown }: { shown: AuditShown }) {
  const chips = [
    ['request', 'Request', shown.request],
    ['actorId', 'Actor id', shown.actorId],
    ['targetId', 'Target id', shown.targetId],
  ] as const
  const chosen = chips.filter(([, , value]) => value !== null)
  if (chosen.length === 0) return null
  return (
    <ul aria-label="Other filters" className="flex flex-wrap gap-2">
      {chosen.map(([name, label, value]) => (
        <li
          key={name}
          className="flex min-w-0 items-center gap-2 rounded-md border border-accent bg-accent-soft py-0.5 pr-0.5 pl-2.5 text-sm"
        >
          <span className="min-w-0 truncate">
            {label} <span className="font-mono">{value}</span>
          </span>
          <LinkButton size="small" variant="ghost" href={auditView.href(shown, { [name]: null })}>
            Remove
          </LinkButton>
        </li>
      ))}
    </ul>
  )
}

function NoEntries({ shown }: { shown: AuditShown }) {
  return isFiltered(shown) || shown.after !== null ? (
    <EmptyState
      icon={ScrollTextIcon}
      title="No matching entries"
      action={<LinkButton href={auditView.href(shown, noFilter)}>Show all</LinkButton>}
    >
      No entries match these filters.
    </EmptyState>
  ) : (
    <EmptyState icon={ScrollTextIcon} title="No entries yet">
      Every change made by operators, sellers, programs or Gatehouse appears here, with its outcome.
    </EmptyState>
  )
}

/** A skeleton of the entries. */
export function AuditListSkeleton() {
  return <DataTable caption="Audit log" columns={auditColumns} rows={null} rowKey={({ id }) => id} />
}
