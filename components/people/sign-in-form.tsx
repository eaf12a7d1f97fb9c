'use client'

import { useActionState } from 'react'
import { PasswordField } from '../ui/password-field.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { TextField } from '../ui/text-field.tsx'
import { FormProblem } from './form-problem.tsx'
import { emptyForm, errorOf, type FormAction } from './form-state.ts'

/** Fields `email`, `password` and, when given, `next`: where to go afterwards. */
export function SignInForm({ action, next }: { action: FormAction; next: string | null }) {
  const [state, submit] = useActionState(action, emptyForm)
  return (
    <form action={submit} className="grid gap-5 rounded-md border border-line bg-surface p-5 text-base">
      <FormProblem state={state} />
      {next !== null && <input type="hidden" name="next" value={next} />}
      <TextField
        name="email"
        type="email"
        label="E-mail address"
        autoComplete="username"
        required
        defaultValue={state.values.email}
        error={errorOf(state, 'email')}
      />
      <PasswordField
        name="password"
        label="Password"
        autoComplete="current-password"
        required
        error={errorOf(state, 'password')}
      />
      <SubmitButton size="large" wide pendingLabel="Signing in">
        Sign in
      </SubmitButton>
    </form>
  )
}
