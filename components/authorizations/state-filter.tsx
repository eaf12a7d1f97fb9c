import { FilterChip } from '../list/filter-chip.tsx'
import type { StateCount } from './authorizations-page.ts'
import { type ListView, listHref, toggleState } from './list-view.ts'

/** How many there are in each state. Each is a filter; several may be chosen. */
export function StateFilter({ view, counts }: { view: ListView; counts: readonly StateCount[] }) {
  const total = counts.reduce((sum, { count }) => sum + count, 0)
  return (
    <nav aria-label="Filter by state">
      <ul className="flex flex-wrap gap-1.5">
        <FilterChip
          href={listHref(view, { states: [] })}
          chosen={view.states.length === 0}
          label="All"
          count={total}
        />
        {counts.map(({ state, label, tone, hint, count }) => {
          const chosen = view.states.includes(state)
          if (count === 0 && !chosen) return null
          return (
            <FilterChip
              key={state}
              href={listHref(view, { states: toggleState(view, state) })}
              {...{ chosen, label, tone, count }}
              title={hint}
            />
          )
        })}
      </ul>
    </nav>
  )
}
