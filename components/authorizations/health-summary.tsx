import { clsx } from 'clsx'
import { toneFill } from '../list/tone-fill.ts'
import type { StateCount } from './authorizations-page.ts'
import { headline } from './headline.ts'

/** How many are well and how many need somebody, in one sentence and one bar. */
export function HealthSummary({ counts }: { counts: readonly StateCount[] }) {
  const present = counts.filter(({ count }) => count > 0)
  return (
    <div className="grid gap-3">
      <p className="text-lg" aria-live="polite">
        {headline(counts)}
      </p>
      <div aria-hidden className="flex h-1.5 gap-0.5">
        {present.map(({ state, tone, count }) => (
          <span
            key={state}
            style={{ flexGrow: count }}
            className={clsx('min-w-1.5 rounded-full', toneFill[tone])}
          />
        ))}
      </div>
    </div>
  )
}
