'use client'

import { ApplicationField } from '../applications/application-field.tsx'
import { AccountCheck, AccountField, labelForAccount } from '../forms/account-field.tsx'
import { FormProblem } from '../forms/form-problem.tsx'
import { errorOf, type FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { ShownOnce } from '../ui/code.tsx'
import { CheckBox, SelectField, TextField } from '../ui/field.tsx'
import { counted } from '../ui/format.ts'
import { SubmitButton } from '../ui/submit-button.tsx'

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
  formId,
  action,
  scopes,
  lives,
  applications,
  accounts,
}: {
  /** Of the key to be made: a form that is sent twice makes one. */
  formId: string
  action: FormAction
  scopes: readonly ScopeChoice[]
  /** Days; null: until it is revoked. */
  lives: readonly (number | null)[]
  applications: readonly Choice[]
  accounts: readonly Choice[]
}) {
  const [state, submit] = useForm(action)
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
        <input type="hidden" name="id" value={formId} />
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
          <legend className="mb-1.5 font-medium">It may</legend>
          {scopes.map(({ id, label, hint, isUsual }) => (
            <CheckBox
              key={id}
              name={id}
              label={label}
              hint={hint}
              defaultChecked={values.name === undefined ? isUsual : values[id] === 'yes'}
            />
          ))}
        </fieldset>
        <ApplicationField
          none="All applications"
          applications={applications}
          value={values.application}
          error={errorOf(state, 'application')}
        />
        <AccountField
          label="Account"
          none="All accounts"
          accounts={accounts}
          value={values.account}
          error={errorOf(state, 'account')}
        />
        <SelectField
          name="days"
          key={values.days}
          label="Works for"
          defaultValue={values.days ?? '365'}
          error={errorOf(state, 'days')}
        >
          {lives.map((days) => (
            <option key={days} value={days ?? ''}>
              {days === null ? 'Until it is revoked' : counted(days, 'day')}
            </option>
          ))}
        </SelectField>
        <AccountCheck state={state} />
        <SubmitButton pendingLabel="Making the key">{labelForAccount('Make a key', state)}</SubmitButton>
      </form>
    </div>
  )
}
