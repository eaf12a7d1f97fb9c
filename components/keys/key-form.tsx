'use client'

import { useActionState } from 'react'
import { FormProblem } from '../people/form-problem.tsx'
import { emptyForm, errorOf, type FormAction, type FormState } from '../people/form-state.ts'
import { SelectField } from '../ui/select-field.tsx'
import { ShownOnce } from '../ui/shown-once.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { TextField } from '../ui/text-field.tsx'

interface Choice {
  readonly id: string
  readonly name: string
}

export interface ScopeChoice {
  readonly id: string
  readonly label: string
  readonly hint: string
  /** Ticked from the start. */
  readonly isUsual: boolean
}

/** The key that comes back is shown until the page is left, and never again. */
export function KeyForm({
  action,
  scopes,
  lives,
  applications,
  accounts,
}: {
  action: FormAction
  scopes: readonly ScopeChoice[]
  /** Days; null: until it is revoked. */
  lives: readonly (number | null)[]
  applications: readonly Choice[]
  accounts: readonly Choice[]
}) {
  const [state, submit] = useActionState(action, emptyForm)
  const { values } = state
  return (
    <div className="grid gap-4">
      {state.key === undefined ? (
        <FormProblem state={state} />
      ) : (
        <ShownOnce
          title={state.done}
          next="Copy it now into the program's settings. It is not shown again: only its digest is kept."
          value={state.key}
          what="the API key"
        >
          Copy the key
        </ShownOnce>
      )}
      <form action={submit} className="grid gap-4">
        <TextField
          name="name"
          label="Name"
          hint="The program that will use it."
          autoComplete="off"
          maxLength={100}
          required
          defaultValue={values.name}
          error={errorOf(state, 'name')}
        />
        <fieldset className="grid gap-2">
          <legend className="mb-1.5 font-medium text-sm">It may</legend>
          {scopes.map(({ id, label, hint, isUsual }) => (
            <label key={id} className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 leading-snug">
              <input
                type="checkbox"
                name={id}
                value="yes"
                defaultChecked={values.name === undefined ? isUsual : values[id] === 'yes'}
                className="mt-0.5 size-4 accent-accent"
              />
              {label}
              <span className="col-start-2 text-ink-muted text-sm">{hint}</span>
            </label>
          ))}
        </fieldset>
        <Owner
          name="application"
          label="Application"
          all="All applications"
          choices={applications}
          state={state}
        />
        <Owner name="account" label="Account" all="All accounts" choices={accounts} state={state} />
        <SelectField
          name="days"
          key={values.days}
          label="Works for"
          defaultValue={values.days ?? '365'}
          error={errorOf(state, 'days')}
        >
          {lives.map((days) => (
            <option key={days} value={days ?? ''}>
              {days === null ? 'Until it is revoked' : `${days} days`}
            </option>
          ))}
        </SelectField>
        <SubmitButton pendingLabel="Making the key">Make a key</SubmitButton>
      </form>
    </div>
  )
}

function Owner({
  name,
  label,
  all,
  choices,
  state,
}: {
  name: string
  label: string
  all: string
  choices: readonly Choice[]
  state: FormState
}) {
  const chosen = state.values[name] ?? ''
  return (
    <SelectField key={chosen} name={name} label={label} defaultValue={chosen} error={errorOf(state, name)}>
      <option value="">{all}</option>
      {choices.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  )
}
