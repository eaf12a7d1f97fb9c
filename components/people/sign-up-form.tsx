'use client'

import { FormProblem } from '../forms/form-problem.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.ts'
import { SubmitButton } from '../ui/submit-button.tsx'
import { NewAccountFields } from './new-account-fields.tsx'

/** Fields `name`, `email`, `password` and `next`. */
export function SignUpForm({ action, next }: { action: FormAction; next: string | null }) {
  const [state, submit] = useForm(action)
  return (
    <form action={submit} className="grid gap-5 rounded-md border border-line bg-surface p-5 text-base">
      <FormProblem state={state} />
      <input type="hidden" name="next" value={next ?? ''} />
      <NewAccountFields state={state} nameLabel="Name of your business" nameAutoComplete="organization" />
      <SubmitButton size="large" wide pendingLabel="Creating the account">
        Create an account
      </SubmitButton>
    </form>
  )
}
