'use client'

import { ArrowRightIcon } from 'lucide-react'
import { FormProblem } from '../forms/form-problem.tsx'
import { errorOf, type FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { SelectField } from '../ui/field.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { CountryOptions } from './seller-fields.tsx'

/** A signed-in seller claims a connect link, and continues to Amazon. */
export function ClaimForm({
  token,
  needsMarketplace,
  action,
}: {
  token: string
  needsMarketplace: boolean
  action: FormAction
}) {
  const [state, submit] = useForm(action)
  return (
    <form action={submit} className="grid gap-5">
      <FormProblem state={state} />
      <input type="hidden" name="token" value={token} />
      {needsMarketplace && (
        <SelectField
          key={state.values.marketplace}
          name="marketplace"
          label="Country"
          required
          defaultValue={state.values.marketplace ?? ''}
          hint="If you sell in several, choose the one where you signed up."
          error={errorOf(state, 'marketplace')}
        >
          <CountryOptions />
        </SelectField>
      )}
      <SubmitButton size="large" wide pendingLabel="Going on to Amazon">
        Authorize at Amazon
        <ArrowRightIcon size={18} />
      </SubmitButton>
    </form>
  )
}
