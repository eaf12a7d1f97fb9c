'use client'

import { useRouter } from 'next/navigation'
import type { FormEvent } from 'react'
import type { Period } from '#lib/authorizations/period.ts'
import { Button } from '../ui/button.tsx'
import { workflows } from './attempt-words.ts'
import { type AttemptsView, attemptsHref, attemptsParameters } from './attempts-view.ts'

const control =
  'h-11 rounded-md border border-line-strong bg-surface px-2.5 text-lg sm:h-9 sm:text-base max-sm:flex-1 min-w-0'

const periods: Readonly<Record<Extract<Period, string> | 'dates', string>> = {
  any: 'Any time',
  today: 'Today',
  yesterday: 'Yesterday',
  week: 'Last 7 days',
  dates: 'Dates …',
}

/** Workflow and days, in UTC. Applied at once; without a script by its button. */
export function AttemptsNarrow({ view }: { view: AttemptsView }) {
  const router = useRouter()
  const { period, workflow, search, end } = view
  const dates = typeof period === 'string' ? null : period

  function apply(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const field = (name: string) => String(new FormData(event.currentTarget).get(name) ?? '')
    const chosen = field('period')
    router.push(
      attemptsHref(view, {
        workflow: (field('workflow') || null) as AttemptsView['workflow'],
        period:
          chosen === 'dates'
            ? { first: field('first') || null, last: field('last') || null }
            : (chosen as Extract<Period, string>),
      }),
      { scroll: false },
    )
  }

  return (
    <form
      action="/ops/attempts"
      onSubmit={apply}
      onChange={apply}
      className="flex flex-wrap items-center gap-2"
    >
      {Object.entries(attemptsParameters({ search, end, workflow: null, period: 'any', after: null })).map(
        ([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ),
      )}
      <select name="workflow" aria-label="Workflow" defaultValue={workflow ?? ''} className={control}>
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
        defaultValue={dates === null ? String(period) : 'dates'}
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
          <input
            type="date"
            name="first"
            aria-label="First day, UTC"
            min="2000-01-01"
            max={dates.last ?? '2099-12-31'}
            defaultValue={dates.first ?? ''}
            className={control}
          />
          <span className="text-ink-muted">to</span>
          <input
            type="date"
            name="last"
            aria-label="Last day, UTC"
            min={dates.first ?? '2000-01-01'}
            max="2099-12-31"
            defaultValue={dates.last ?? ''}
            className={control}
          />
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
