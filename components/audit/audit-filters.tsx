'use client'

import { useQueryStates } from 'nuqs'
import type { FormEvent, ReactNode } from 'react'
import { Days } from '../list/days.tsx'
import { Toolbar } from '../list/toolbar.tsx'
import { Button } from '../ui/button.tsx'
import { LinkButton } from '../ui/link-button.tsx'
import { type AuditShown, auditView, isFiltered, noFilter } from './audit-view.ts'
import {
  actionLabel,
  actorGroupLabels,
  groupActions,
  nounLabel,
  targetKinds,
  targetLabel,
} from './audit-words.ts'

const control =
  'h-11 min-w-0 max-w-56 rounded-md border border-line-strong bg-surface px-2.5 text-lg max-sm:max-w-full max-sm:basis-[calc(50%-0.25rem)] sm:h-9 sm:text-base'

const outcomes = { done: 'Done', refused: 'Refused', failed: 'Failed' } as const
const { action, actor, target, outcome, first, last, after } = auditView.parsers
const chosenHere = { action, actor, target, outcome, first, last, after }

/** The filters of the log. Applied immediately; without a script by the form's button. */
export function AuditFilters({ shown, actions }: { shown: AuditShown; actions: readonly string[] }) {
  const [chosen, show] = useQueryStates(chosenHere, { shallow: false, history: 'push' })

  function apply(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    // A date that is still being typed is invalid.
    if (!event.currentTarget.checkValidity()) return
    const values = auditView.parse(toParameters(event.currentTarget))
    const { action, actor, target, outcome, first, last } = values
    void show({ action, actor, target, outcome, first, last, after: null })
  }

  const kept = auditView.fields(shown, {
    action: null,
    actor: null,
    target: null,
    outcome: null,
    first: null,
    last: null,
  })
  return (
    <Toolbar>
      <form
        action={auditView.path}
        noValidate
        onSubmit={apply}
        onChange={apply}
        className="flex min-w-0 flex-wrap items-center gap-2 max-sm:w-full"
      >
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Choice name="actor" label="Actor" all="Any actor" value={chosen.actor}>
          {Object.entries(actorGroupLabels).map(([name, label]) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </Choice>
        <Choice name="action" label="Action" all="Any action" value={chosen.action}>
          {groupActions(actions).map(({ noun, actions: ofNoun }) => (
            <optgroup key={noun} label={nounLabel(noun)}>
              <option value={noun}>{nounLabel(noun)}: all</option>
              {ofNoun.map((one) => (
                <option key={one} value={one}>
                  {actionLabel(one)}
                </option>
              ))}
            </optgroup>
          ))}
        </Choice>
        <Choice name="target" label="Target" all="Any target" value={chosen.target}>
          {targetKinds.map((kind) => (
            <option key={kind} value={kind}>
              {targetLabel(kind)}
            </option>
          ))}
        </Choice>
        <Choice name="outcome" label="Outcome" all="Any outcome" value={chosen.outcome}>
          {Object.entries(outcomes).map(([name, label]) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </Choice>
        <span className="flex min-w-0 items-center gap-2 max-sm:basis-full">
          <Days {...chosen} />
        </span>
        <noscript>
          <Button type="submit" size="small">
            Show
          </Button>
        </noscript>
      </form>
      {isFiltered(shown) && (
        <LinkButton size="small" variant="ghost" href={auditView.href(shown, noFilter)}>
          Show all
        </LinkButton>
      )}
    </Toolbar>
  )
}

function toParameters(form: HTMLFormElement): URLSearchParams {
  const entries = [...new FormData(form)].flatMap(([name, value]) =>
    typeof value === 'string' && value !== '' ? [[name, value]] : [],
  )
  return new URLSearchParams(entries)
}

function Choice({
  name,
  label,
  all,
  value,
  children,
}: {
  name: string
  label: string
  all: string
  value: string | null
  children: ReactNode
}) {
  return (
    <select name={name} aria-label={label} value={value ?? ''} onChange={() => {}} className={control}>
      <option value="">{all}</option>
      {children}
    </select>
  )
}
