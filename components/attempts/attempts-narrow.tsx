'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, startTransition, useOptimistic } from 'react'
import type { Period } from '#lib/attempts/read.ts'
import { Button } from '../ui/button.tsx'
import { workflows } from './attempt-words.ts'
import { type AttemptsView, attemptsHref, attemptsParameters } from './attempts-view.ts'

const control =
  'h-11 min-w-0 rounded-md border border-line-strong bg-surface px-2.5 text-lg max-sm:flex-1 sm:h-9 sm:text-base'

const periods: Readonly<Record<Extract<Period, string> | 'dates', string>> = {
  any: 'Any time',
  today: 'Today',
  yesterday: 'Yesterday',
  week: 'Last 7 days',
  dates: 'Dates …',
}

/** Workflow and days, in UTC. Applied at once; without a script by its button. */
export function AttemptsNarrow({
  view,
  want,
}: {
  view: AttemptsView
  want: (change: Partial<AttemptsView>) => AttemptsView
}) {
  const router = useRouter()
  const [shown, show] = useOptimistic(view)
  const { period, workflow } = shown
  const dates = typeof period === 'string' ? null : period

  function apply(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    // A year that is being typed is no year yet.
    if (!event.currentTarget.checkValidity()) return
    const next = want(readChoice(new FormData(event.currentTarget)))
    startTransition(() => {
      show(next)
      router.push(attemptsHref(next), { scroll: false })
    })
  }

  return (
    <form
      action="/ops/attempts"
      noValidate
      onSubmit={apply}
      onChange={apply}
      className="flex flex-wrap items-center gap-2 max-sm:w-full"
    >
      {Object.entries(attemptsParameters({ ...view, workflow: null, period: 'any', after: null })).map(
        ([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ),
      )}
      <select
        name="workflow"
        aria-label="Workflow"
        value={workflow ?? ''}
        onChange={() => {}}
        className={control}
      >
        <option value="">All workflows</option>
        {Object.entries(workflows).map(([name, label]) => (
          <option key={name} value={name}>
            {label}
          </option>
        ))}
      </select>
      <select
        name="period"
        aria-label="Days, in UTC"
        value={dates === null ? String(period) : 'dates'}
        onChange={() => {}}
        className={control}
      >
        {Object.entries(periods).map(([name, label]) => (
          <option key={name} value={name}>
            {label}
          </option>
        ))}
      </select>
      {dates !== null && (
        <span className="flex min-w-0 items-center gap-2 max-sm:basis-full">
          <Day name="first" label="First day, UTC" value={dates.first} />
          <span className="text-ink-muted">to</span>
          <Day name="last" label="Last day, UTC" value={dates.last} />
        </span>
      )}
      <noscript>
        <Button type="submit" size="small">
          Show
        </Button>
      </noscript>
    </form>
  )
}

function Day({ name, label, value }: { name: string; label: string; value: string | null }) {
  return (
    <input
      type="date"
      name={name}
      aria-label={label}
      min="2000-01-01"
      max="2099-12-31"
      defaultValue={value ?? ''}
      className={control}
    />
  )
}

function readChoice(form: FormData): Pick<AttemptsView, 'workflow' | 'period'> {
  const field = (name: string) => String(form.get(name) ?? '')
  const period = field('period') as keyof typeof periods
  return {
    workflow: (field('workflow') || null) as AttemptsView['workflow'],
    period: period === 'dates' ? { first: field('first') || null, last: field('last') || null } : period,
  }
}
