import type { LinkState } from '#lib/links/redeem.ts'
import { FilterChip } from '../list/filter-chip.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { linkLooks } from './link-words.ts'
import { type LinksView, linksHref } from './links-view.ts'

const states = Object.keys(linkLooks) as LinkState[]

/** How many links are in each state. Each is a filter; nothing while there is no link. */
export function LinkStateFilter({
  view,
  counts,
}: {
  view: LinksView
  counts: Readonly<Record<LinkState, number>>
}) {
  const total = states.reduce((sum, state) => sum + counts[state], 0)
  if (total === 0 && view.state === null) return null
  return (
    <nav aria-label="Filter by state">
      <ul className="flex flex-wrap gap-1.5">
        <FilterChip
          href={linksHref(view, { state: null })}
          chosen={view.state === null}
          label="All"
          count={total}
        />
        {states.map((state) => {
          const { label, tone, hint } = linkLooks[state]
          const chosen = view.state === state
          return (
            <FilterChip
              key={state}
              href={linksHref(view, { state: chosen ? null : state })}
              {...{ chosen, label, tone }}
              count={counts[state]}
              title={hint}
            />
          )
        })}
      </ul>
    </nav>
  )
}

/** The filter while the links are counted, of its size. */
export function LinkStateSkeleton() {
  return (
    <div className="flex flex-wrap gap-1.5" aria-busy>
      <Skeleton className="h-8 w-16" />
      {states.map((state) => (
        <Skeleton key={state} className="h-8 w-24" />
      ))}
    </div>
  )
}
