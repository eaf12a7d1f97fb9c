import { clsx } from 'clsx'
import type { AuthorizationCounts } from '#lib/authorizations/read.ts'
import type { DisplayedHealth } from '#lib/state/derive-state.ts'
import { counted, figure } from '../ui/format.ts'
import { toneFill } from '../ui/tone-class.ts'
import { healths, healthWords } from './health-words.ts'

/** How many work and how many need attention, as a sentence and a bar. */
export function HealthSummary({ counts }: { counts: AuthorizationCounts }) {
  return (
    <div className="grid gap-3">
      <p className="text-lg" aria-live="polite">
        {headline(counts)}
      </p>
      <div aria-hidden className="flex h-1.5 gap-0.5">
        {healths
          .filter((health) => counts.health[health] > 0)
          .map((health) => (
            <span
              key={health}
              style={{ flexGrow: counts.health[health] }}
              className={clsx('min-w-1.5 rounded-full', toneFill[healthWords[health].tone])}
            />
          ))}
      </div>
    </div>
  )
}

/** The whole list in one sentence. */
export function headline({ health, flags }: AuthorizationCounts): string {
  const connectedHealth: readonly DisplayedHealth[] = [
    ...(['working', 'retrying', 'reauthorization_needed', 'blocked', 'paused'] as const),
  ]
  const connected = connectedHealth.reduce((sum, name) => sum + health[name], 0)
  if (connected === 0) return 'No selling partners connected.'
  const attention = [
    health.reauthorization_needed > 0 &&
      `${counted(health.reauthorization_needed, 'needs', 'need')} re-authorization`,
    health.blocked > 0 && `${figure(health.blocked)} blocked by app credentials`,
    health.retrying > 0 && `${figure(health.retrying)} retrying`,
    flags.renewal_overdue > 0 && `${figure(flags.renewal_overdue)} overdue for renewal`,
    flags.renewal_due > 0 && `${figure(flags.renewal_due)} due for renewal`,
    health.paused > 0 && `${figure(health.paused)} paused`,
  ].filter((part) => part !== false)
  const working =
    health.working === connected
      ? connected === 1
        ? '1 selling partner, working'
        : `All ${figure(connected)} are working`
      : `${figure(health.working)} of ${figure(connected)} working`
  return `${[working, ...attention].join(', ')}.`
}
