'use client'

import { useActionState } from 'react'
import { FormProblem } from '../forms/form-problem.tsx'
import { emptyForm, errorOf, type FormAction } from '../forms/form-state.ts'
import { PasswordField } from '../ui/password-field.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { NewPasswordField } from './account-fields.tsx'

/** Fields `current`, `password`. */
export function PasswordForm({ action }: { action: FormAction }) {
  const [state, submit] = useActionState(action, emptyForm)
  return (
    <form action={submit} className="grid max-w-md gap-4">
      <FormProblem state={state} />
      <PasswordField
        name="current"
        label="Present password"
        autoComplete="current-password"
        required
        error={errorOf(state, 'current')}
      />
      <NewPasswordField label="New password" state={state} />
      <p className="text-ink-muted text-sm">A new password signs you out everywhere else.</p>
      <div>
        <SubmitButton variant="secondary" pendingLabel="Changing">
          Change the password
        </SubmitButton>
      </div>
    </form>
  )
}
