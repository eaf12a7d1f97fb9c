import { clsx } from 'clsx'
import { ChipLink } from '../ui/chip-link.tsx'
import { figure } from '../ui/figure.ts'
import type { StateCount } from './authorizations-page.ts'
import { type ListView, listHref, toggleState } from './list-view.ts'
import { toneFill } from './tone-fill.ts'

/** How many there are in each state. Each is a filter; several may be chosen. */
export function StateFilter({ view, counts }: { view: ListView; counts: readonly StateCount[] }) {
  const total = counts.reduce((sum, { count }) => sum + count, 0)
  return (
    <nav aria-label="Filter by state">
      <ul className="flex flex-wrap gap-1.5">
        <li>
          <ChipLink href={listHref(view, { states: [] })} current={view.states.length === 0}>
            All <Count>{total}</Count>
          </ChipLink>
        </li>
        {counts.map(({ state, label, tone, hint, count }) => {
          const chosen = view.states.includes(state)
          if (count === 0 && !chosen) return null
          return (
            <li key={state}>
              <ChipLink
                href={listHref(view, { states: toggleState(view, state) })}
                current={chosen}
                title={hint}
              >
                <span aria-hidden className={clsx('size-2 rounded-full', toneFill[tone])} />
                {label} <Count>{count}</Count>
              </ChipLink>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

function Count({ children }: { children: number }) {
  return <span className="text-ink-muted tabular-nums">{figure(children)}</span>
}
