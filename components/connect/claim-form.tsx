'use client'

import { ArrowRightIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { FormProblem } from '../forms/form-problem.tsx'
import { errorOf, type FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { useWords } from '../languages/words.tsx'
import { SelectField } from '../ui/field.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'

/** A signed-in seller claims a connect link, and continues to Amazon. */
export function ClaimForm({
  token,
  first,
  options,
  needsMarketplace,
  action,
}: {
  token: string
  /** For a link with several countries: the marketplace id of the next one. */
  first: string | undefined
  /** The countries to choose from. */
  options: ReactNode
  needsMarketplace: boolean
  action: FormAction
}) {
  const [state, submit] = useForm(action, 'claim')
  const words = useWords('claim')
  return (
    <form action={submit} className="grid gap-5">
      <FormProblem state={state} />
      <input type="hidden" name="token" value={token} />
      {needsMarketplace && (
        <SelectField
          key={state.values.marketplace}
          name="marketplace"
          label={words.country}
          required
          defaultValue={state.values.marketplace ?? first ?? ''}
          hint={first === undefined ? words.homeCountry : words.firstCountry}
          error={errorOf(state, 'marketplace')}
        >
          {options}
        </SelectField>
      )}
      <SubmitButton size="large" wide pendingLabel={words.opening}>
        {words.submit}
        <ArrowRightIcon size={18} className="rtl:-scale-x-100" />
      </SubmitButton>
    </form>
  )
}
