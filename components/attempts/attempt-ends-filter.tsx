import type { AttemptEnd } from '#lib/attempts/read.ts'
import { FilterChip } from '../list/filter-chip.tsx'
import { attemptEnds } from './attempt-words.ts'
import { type AttemptsView, attemptsHref } from './attempts-view.ts'

/** How many attempts ended in which way. Each is a filter. */
export function AttemptEndsFilter({
  view,
  counts,
}: {
  view: AttemptsView
  counts: Readonly<Partial<Record<AttemptEnd, number>>>
}) {
  const ends = Object.keys(attemptEnds) as AttemptEnd[]
  return (
    <nav aria-label="Filter by outcome">
      <ul className="flex flex-wrap gap-1.5">
        <FilterChip
          href={attemptsHref(view, { end: null })}
          chosen={view.end === null}
          label="All"
          count={ends.reduce((sum, end) => sum + (counts[end] ?? 0), 0)}
        />
        {ends.map((end) => (
          <FilterChip
            key={end}
            href={attemptsHref(view, { end: view.end === end ? null : end })}
            chosen={view.end === end}
            count={counts[end] ?? 0}
            {...attemptEnds[end]}
          />
        ))}
      </ul>
    </nav>
  )
}
