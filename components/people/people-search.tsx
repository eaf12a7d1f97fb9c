import { Icon } from '../ui/icon.tsx'
import type { PeopleView } from './people-view.ts'

/** A GET form: Enter searches, with a script or without. */
export function PeopleSearch({ view }: { view: PeopleView }) {
  return (
    <search>
      <form action="/ops/people" className="relative">
        {view.side !== 'operators' && <input type="hidden" name="side" value={view.side} />}
        <Icon
          name="search"
          size={14}
          className="pointer-events-none absolute inset-y-0 left-2.5 my-auto text-ink-muted"
        />
        <input
          type="search"
          name="search"
          defaultValue={view.search}
          maxLength={100}
          autoComplete="off"
          spellCheck={false}
          placeholder="Name or e-mail address"
          aria-label="Search people by name or e-mail address"
          className="h-9 w-full max-w-xs rounded-md border border-line-strong bg-surface pr-3 pl-8 font-normal text-lg placeholder:text-ink-faint sm:text-base"
        />
      </form>
    </search>
  )
}
