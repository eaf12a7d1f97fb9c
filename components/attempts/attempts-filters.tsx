'use client'

import { useQueryStates } from 'nuqs'
import type { FormEvent } from 'react'
import { Days } from '../list/days.tsx'
import { SearchBox, Toolbar } from '../list/toolbar.tsx'
import { Button } from '../ui/button.tsx'
import { workflows } from './attempt-words.ts'
import { type AttemptsShown, attemptsView } from './attempts-view.ts'

const control =
  'h-11 min-w-0 rounded-md border border-line-strong bg-surface px-2.5 text-lg max-sm:flex-1 sm:h-9 sm:text-base'

const periods: Readonly<Record<AttemptsShown['period'], string>> = {
  any: 'Any time',
  today: 'Today',
  yesterday: 'Yesterday',
  week: 'Last 7 days',
  dates: 'Dates …',
}

/** Search, workflow and days of the list of attempts. */
export function AttemptsFilters({ shown }: { shown: AttemptsShown }) {
  return (
    <Toolbar>
      <SearchBox
        action={attemptsView.path}
        value={shown.search}
        hidden={attemptsView.fields(shown, { search: '' })}
        placeholder="Seller, email, id or country"
        label="Search attempts by selling partner id, account, email address, country, application or id"
      />
      <Narrow shown={shown} />
    </Toolbar>
  )
}

const { workflow, period, first, last, after } = attemptsView.parsers
const everyTime = { workflow: null, period: 'any', first: null, last: null } as const

/** Workflow and days, in UTC. Applied immediately; without a script by the form's button. */
function Narrow({ shown }: { shown: AttemptsShown }) {
  const [chosen, show] = useQueryStates(
    { workflow, period, first, last, after },
    { shallow: false, history: 'push' },
  )

  function apply(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    // A date that is still being typed is invalid.
    if (!event.currentTarget.checkValidity()) return
    const { workflow, period, first, last } = attemptsView.parse(toParameters(event.currentTarget))
    void show({ workflow, period, first, last, after: null })
  }

  return (
    <form
      action={attemptsView.path}
      noValidate
      onSubmit={apply}
      onChange={apply}
      className="flex flex-wrap items-center gap-2 max-sm:w-full"
    >
      {Object.entries(attemptsView.fields(shown, everyTime)).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <select
        name="workflow"
        aria-label="Workflow"
        value={chosen.workflow ?? ''}
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
        value={chosen.period}
        onChange={() => {}}
        className={control}
      >
        {Object.entries(periods).map(([name, label]) => (
          <option key={name} value={name}>
            {label}
          </option>
        ))}
      </select>
      {chosen.period === 'dates' && (
        <span className="flex min-w-0 items-center gap-2 max-sm:basis-full">
          <Days {...chosen} />
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

function toParameters(form: HTMLFormElement): URLSearchParams {
  return new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]))
}
