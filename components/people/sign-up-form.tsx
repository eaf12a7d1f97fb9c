'use client'

import { SubmitButton } from '../ui/submit-button.tsx'
import { FormProblem } from './form-problem.tsx'
import type { FormAction } from './form-state.ts'
import { NewAccountFields } from './new-account-fields.tsx'
import { useForm } from './use-form.ts'

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
