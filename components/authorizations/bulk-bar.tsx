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
  from,
  here,
  elsewhere,
  most,
  shown,
  total,
  clear,
}: {
  form: string
  /** The address of the list, to come back to. */
  from: string
  /** How many rows of this page are selected. */
  here: number
  /** The others, which have no checkbox on this page: they are on another one, or left the filter. */
  elsewhere: readonly string[]
  /** How many can be selected one by one. */
  most: number
  shown: AuthorizationsShown
  /** How many there are on all pages; null if that isn't counted. */
  total: number | null
  clear: () => void
}) {
  const count = here + elsewhere.length
  const isTooMany = count > most
  return (
    <form
      id={form}
      action={paths.newBulkAction}
      aria-label="Selected selling partners"
      hidden={count === 0}
      className="sticky bottom-0 z-20 flex flex-wrap items-center gap-2 border-line border-t bg-surface px-4 py-2 [[hidden]]:hidden"
    >
      <span role="status" className="mr-2 font-medium text-sm">
        {selectedWords(here, elsewhere.length)}
        {isTooMany && `: an action works on at most ${figure(most)} of them`}
      </span>
      <input type="hidden" name="from" value={from} />
      {elsewhere.map((id) => (
        <input key={id} type="hidden" name="id" value={id} />
      ))}
      {groups.map(([action, label]) => (
        <Button key={action} type="submit" name="action" value={action} size="small" disabled={isTooMany}>
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

/** "7 selling partners selected, 3 of them not on this page". */
export function selectedWords(here: number, elsewhere: number): string {
  const all = `${counted(here + elsewhere, 'selling partner')} selected`
  if (elsewhere === 0) return all
  return `${all}, ${here === 0 ? 'none' : figure(elsewhere)} of them ${here === 0 ? '' : 'not '}on this page`
}
