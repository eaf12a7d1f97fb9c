import { clsx } from 'clsx'
import type { State } from '#lib/authorizations/status.ts'
import { counted, figure } from '../ui/format.ts'
import { toneFill } from '../ui/tone-class.ts'
import type { StateCount } from './authorizations-view.ts'

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

const needSomebody: readonly State[] = ['blocked', 'needs-reauthorization']
const triedAgain: readonly State[] = ['in-doubt', 'degraded']

/** How all are, in one sentence. */
export function headline(counts: readonly StateCount[]): string {
  const sum = (states: readonly State[]) =>
    counts.reduce((total, { state, count }) => total + (states.includes(state) ? count : 0), 0)
  const healthy = sum(['healthy'])
  const waiting = sum(needSomebody)
  const tried = sum(triedAgain)
  const due = sum(['renewal-due'])
  const unverified = sum(['unverified'])
  const paused = sum(['paused'])
  const connected = healthy + waiting + tried + due + unverified + paused
  if (connected === 0) return 'No selling partner is connected.'
  if (healthy === connected) {
    return connected === 1 ? '1 selling partner, healthy.' : `All ${figure(connected)} are healthy.`
  }
  const parts = [
    `${figure(healthy)} of ${figure(connected)} healthy`,
    waiting > 0 && `${counted(waiting, 'needs', 'need')} somebody to act`,
    tried > 0 && `${figure(tried)} tried again automatically`,
    due > 0 && `${figure(due)} due for renewal`,
    unverified > 0 && `${figure(unverified)} unverified`,
    paused > 0 && `${figure(paused)} paused`,
  ]
  return `${parts.filter((part) => part !== false).join(', ')}.`
}
