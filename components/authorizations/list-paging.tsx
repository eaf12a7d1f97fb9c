import { LinkButton } from '../ui/button.tsx'
import { figure } from '../ui/format.ts'
import { type ListView, listHref } from './list-view.ts'

/** How many of how many, and the way on. Back is the browser's. */
export function ListPaging({
  view,
  shown,
  total,
  next,
}: {
  view: ListView
  shown: number
  total: number
  next: string | null
}) {
  return (
    <div className="flex min-h-12 flex-wrap items-center justify-between gap-2 border-line border-t px-4 py-2 text-ink-muted text-sm">
      <span>
        {figure(shown)} of {figure(total)}
      </span>
      <span className="flex gap-2">
        {view.after !== null && (
          <LinkButton href={listHref(view)} size="small">
            First page
          </LinkButton>
        )}
        {next !== null && (
          <LinkButton href={listHref(view, { after: next })} size="small">
            Next page
          </LinkButton>
        )}
      </span>
    </div>
  )
}
