import type { RenewalCalendar } from '#lib/authorizations/renewals.ts'
import { FilterChip } from '../list/filter-chip.tsx'
import { ChipLink } from '../ui/chip-link.tsx'
import { levelName, levelTone } from './renewal-words.ts'
import { type RenewalsView, renewalsHref } from './renewals-view.ts'

/** How many are how near their date, and for which application. Each is a filter. */
export function RenewalFilter({
  view,
  levels,
  applications,
}: { view: RenewalsView } & Pick<RenewalCalendar, 'levels' | 'applications'>) {
  const total = levels.reduce((sum, { count }) => sum + count, 0)
  return (
    <div className="flex flex-wrap justify-between gap-3">
      <nav aria-label="Filter by time">
        <ul className="flex flex-wrap gap-1.5">
          <FilterChip
            href={renewalsHref(view, { within: undefined })}
            chosen={view.within === undefined}
            label="All"
            count={total}
          />
          {levels.map(({ name, count }) => (
            <FilterChip
              key={name}
              href={renewalsHref(view, { within: name })}
              chosen={view.within === name}
              label={levelName(name)}
              tone={levelTone(name)}
              count={count}
            />
          ))}
        </ul>
      </nav>
      {applications.length > 1 && (
        <nav aria-label="Filter by application">
          <ul className="flex flex-wrap gap-1.5">
            <li>
              <ChipLink
                href={renewalsHref(view, { application: undefined })}
                current={view.application === undefined}
              >
                All applications
              </ChipLink>
            </li>
            {applications.map(({ id, name }) => (
              <li key={id}>
                <ChipLink
                  href={renewalsHref(view, { application: id })}
                  current={view.application === id}
                  title={name}
                >
                  <span className="max-w-48 truncate">{name}</span>
                </ChipLink>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </div>
  )
}
