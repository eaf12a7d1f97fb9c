import { paths } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { counted, figure } from '../ui/format.ts'
import { LinkButton } from '../ui/link-button.tsx'
import { allMatchingHref } from './all-matching.ts'
import type { AuthorizationsShown } from './authorizations-view.ts'

const groups = [
  ['pause', 'Pause'],
  ['resume', 'Resume'],
  ['check', 'Check now'],
  ['check-roles', 'Check roles'],
  ['create-links', 'Renewal links'],
  ['add-tag', 'Tag'],
] as const

/** Actions for the selected rows. Nothing while none is selected. */
export function BulkBar({
  form,
  count,
  shown,
  total,
  clear,
}: {
  form: string
  count: number
  shown: AuthorizationsShown
  /** How many there are on all pages; null if that isn't counted. */
  total: number | null
  clear: () => void
}) {
  return (
    <form
      id={form}
      action={paths.newBulkAction}
      aria-label="Selected selling partners"
      hidden={count === 0}
      className="sticky bottom-0 z-20 flex flex-wrap items-center gap-2 border-line border-t bg-surface px-4 py-2 [[hidden]]:hidden"
    >
      <span role="status" className="mr-2 font-medium text-sm">
        {counted(count, 'selling partner')} selected
      </span>
      {groups.map(([action, label]) => (
        <Button key={action} type="submit" name="action" value={action} size="small">
          {label}
        </Button>
      ))}
      <LinkButton href={allMatchingHref(shown)} variant="ghost" size="small">
        {total === null ? 'Use all that match instead' : `Use all ${figure(total)} instead`}
      </LinkButton>
      <Button variant="ghost" size="small" onClick={clear}>
        Clear selection
      </Button>
    </form>
  )
}
