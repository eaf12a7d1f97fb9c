import { clsx } from 'clsx'
import Link from 'next/link'
import { figure } from '../ui/figure.ts'
import type { StateCount } from './authorizations-page.ts'
import { type ListView, listHref, toggleState } from './list-view.ts'
import { toneFill } from './tone-fill.ts'

const chipClass =
  'inline-flex h-8 items-center gap-2 whitespace-nowrap rounded-md border border-line bg-surface px-2.5 text-sm transition-colors hover:border-line-strong aria-[current=true]:border-accent aria-[current=true]:bg-accent-soft aria-[current=true]:font-medium'

/** How many there are in each state. Each is a filter; several may be chosen. */
export function StateFilter({ view, counts }: { view: ListView; counts: readonly StateCount[] }) {
  const total = counts.reduce((sum, { count }) => sum + count, 0)
  return (
    <nav aria-label="Filter by state">
      <ul className="flex flex-wrap gap-1.5">
        <li>
          <Link
            href={listHref(view, { states: [] })}
            prefetch={false}
            aria-current={view.states.length === 0}
            className={chipClass}
          >
            All <Count>{total}</Count>
          </Link>
        </li>
        {counts.map(({ state, label, tone, hint, count }) => {
          const chosen = view.states.includes(state)
          if (count === 0 && !chosen) return null
          return (
            <li key={state}>
              <Link
                href={listHref(view, { states: toggleState(view, state) })}
                prefetch={false}
                aria-current={chosen}
                title={hint}
                className={chipClass}
              >
                <span aria-hidden className={clsx('size-2 rounded-full', toneFill[tone])} />
                {label} <Count>{count}</Count>
              </Link>
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
