'use client'

import { ApplicationField } from '../applications/application-field.tsx'
import { AccountCheck, AccountField, labelForAccount } from '../forms/account-field.tsx'
import { FormProblem } from '../forms/form-problem.tsx'
import { errorOf, type FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import type { LinkChoices } from './link-choices.ts'
import { LinkLifeField } from './link-life-field.tsx'
import { LinkLimits } from './link-limits.tsx'
import { LinkShownOnce } from './link-shown-once.tsx'

/** Makes a connect link, which is shown until the page is left, and never again. */
export function LinkForm({
  formId,
  choices,
  action,
}: {
  /** Of the link to be made: a form that is sent twice makes one. */
  formId: string
  choices: LinkChoices
  action: FormAction
}) {
  const [state, submit] = useForm(action)
  const { values } = state
  const [only, ...others] = choices.applications
  return (
    <div className="grid gap-4">
      {state.link === undefined ? <FormProblem state={state} /> : <LinkShownOnce state={state} />}
      <form action={submit} className="grid gap-4">
        <input type="hidden" name="id" value={formId} />
        <TextField
          name="name"
          label="Name"
          hint="By which you find it in the list, such as the name of the store."
          autoComplete="off"
          maxLength={100}
          required
          defaultValue={values.name}
          error={errorOf(state, 'name')}
        />
        {others.length === 0 ? (
          <input type="hidden" name="application" value={only?.id ?? ''} />
        ) : (
          <ApplicationField applications={choices.applications} value={values.application} />
        )}
        <SelectField
          key={`partner ${values.partner}`}
          name="partner"
          label="For"
          defaultValue={values.partner ?? 'seller'}
          error={errorOf(state, 'partner')}
        >
          <option value="seller">A seller</option>
          <option value="vendor">A vendor</option>
        </SelectField>
        <AccountField
          label="Account"
          none="Whoever goes on with it first"
          accounts={choices.accounts}
          value={values.account}
          error={errorOf(state, 'account')}
        />
        <LinkLimits state={state} applications={choices.applications} />
        <LinkLifeField lives={choices.lives} value={values.days} error={errorOf(state, 'days')} />
        <AccountCheck state={state} />
        <SubmitButton pendingLabel="Making the link">{labelForAccount('Make a link', state)}</SubmitButton>
      </form>
    </div>
  )
}
