import { DataTable } from '../ui/data-table.tsx'
import { Paging } from '../ui/paging.tsx'
import { type AttemptRow, attemptColumns } from './attempt-columns.tsx'
import { type AttemptsView, attemptsHref } from './attempts-view.ts'

/** One page of attempts, each a way to its timeline. */
export function AttemptList({
  view,
  rows,
  next,
  renderedAt,
}: {
  view: AttemptsView
  rows: readonly AttemptRow[]
  next: string | null
  renderedAt: string
}) {
  return (
    <>
      <DataTable
        caption="Attempts"
        columns={attemptColumns(renderedAt)}
        rows={rows}
        rowKey={({ id }) => id}
        rowHref={({ id }) => `/ops/attempts/${id}`}
      />
      <Paging
        first={view.after === null ? null : attemptsHref(view)}
        next={next === null ? null : attemptsHref(view, { after: next })}
      />
    </>
  )
}
