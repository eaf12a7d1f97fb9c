import type { ReactNode } from 'react'

/**
 * A list and the form that adds to it: side by side, or one below the other on narrow screens. There, the form appears
 * together with the list: a list longer than its placeholder would push it down while somebody reads it.
 */
export function ListBesideForm({ list, form }: { list: ReactNode; form: ReactNode }) {
  return (
    <div className="group/board grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div data-list className="min-w-0">
        {list}
      </div>
      {form && (
        <div className="min-w-0 [@media(scripting:enabled)]:max-lg:group-has-[[data-list]_[aria-busy=true]]/board:invisible">
          {form}
        </div>
      )}
    </div>
  )
}
