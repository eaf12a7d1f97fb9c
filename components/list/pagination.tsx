import { figure } from '../ui/format.ts'
import { LinkButton } from '../ui/link-button.tsx'

interface Props<Values> {
  view: { href: (shown: Values, change?: { after: string | null }) => string }
  shown: Values
  /** The cursor of the next page; null on the last one. */
  next: string | null
  /** The position in the list: how many rows of how many. */
  count?: { readonly rows: number; readonly total: number }
}

/**
 * The links through a long list, below it; to go back, use the browser. Nothing when there is one page and no count.
 */
export function Pagination<Values extends { after: string | null }>({
  view,
  shown,
  next,
  count,
}: Props<Values>) {
  if (count === undefined && shown.after === null && next === null) return null
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 border-line border-t px-4 py-2 text-ink-muted text-sm">
      <span>{count !== undefined && `${figure(count.rows)} of ${figure(count.total)}`}</span>
      <span className="flex min-h-8 gap-2">
        {shown.after !== null && (
          <LinkButton href={view.href(shown)} size="small">
            First page
          </LinkButton>
        )}
        {next !== null && (
          <LinkButton href={view.href(shown, { after: next })} size="small">
            Next page
          </LinkButton>
        )}
      </span>
    </div>
  )
}
