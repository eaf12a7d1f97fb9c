import { clsx } from 'clsx'
import Link from 'next/link'
import type { AuthorizationCounts } from '#lib/authorizations/read.ts'
import type { DisplayedHealth } from '#lib/state/derive-state.ts'
import { authorizationsView } from '../authorizations/authorizations-view.ts'
import { flags, flagWords, healths, healthWords } from '../authorizations/health-words.ts'
import { FilterChips } from '../list/filter-chips.tsx'
import { figure } from '../ui/format.ts'
import { toneFill } from '../ui/tone-class.ts'

const { whole, href } = authorizationsView
/** The total of the heading comes first; then those that need a person, the most urgent first. */
const shownHealths: readonly DisplayedHealth[] = [
  'working',
  ...healths.filter((health) => health !== 'working'),
]

/** How many authorizations have each health and each flag; each leads to its part of the list. */
export function HealthTiles({ counts }: { counts: AuthorizationCounts }) {
  const flagged = flags.filter((flag) => counts.flags[flag] > 0)
  return (
    <section aria-labelledby="health" className="@container grid gap-2">
      <h2 id="health" className="sr-only">
        Selling partners by health
      </h2>
      <div className="overflow-hidden rounded-md border border-line bg-line">
        <ul className="grid grid-cols-1 gap-px @min-[16rem]:grid-cols-2 @min-[36rem]:grid-cols-3 @min-[60rem]:grid-cols-6">
          {shownHealths.map((health) => (
            <li key={health} className="grid">
              <Tile health={health} count={counts.health[health]} />
            </li>
          ))}
        </ul>
      </div>
      {flagged.length > 0 && (
        <FilterChips
          label="Selling partners by flag"
          chips={flagged.map((flag) => ({
            href: href(whole, { flags: [flag] }),
            isChosen: false,
            label: flagWords[flag].label,
            tone: flagWords[flag].tone,
            title: flagWords[flag].hint,
            count: counts.flags[flag],
          }))}
        />
      )}
    </section>
  )
}

function Tile({ health, count }: { health: DisplayedHealth; count: number }) {
  const { label, tone, hint } = healthWords[health]
  return (
    <Link
      href={href(whole, { health: [health] })}
      prefetch={false}
      title={hint}
      className="grid content-between gap-1 bg-surface px-4 py-3 outline-offset-[-3px] transition-colors hover:bg-sunken"
    >
      <span className="flex items-baseline gap-2 text-ink-muted text-sm">
        <span
          aria-hidden
          className={clsx('size-2 shrink-0 rounded-full', count === 0 ? 'bg-line-strong/40' : toneFill[tone])}
        />
        <span className="min-w-0 hyphens-auto wrap-anywhere">{label}</span>
      </span>
      <span className={clsx('font-semibold text-2xl tabular-nums', count === 0 && 'text-ink-faint')}>
        {figure(count)}
      </span>
    </Link>
  )
}
