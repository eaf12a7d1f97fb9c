'use client'

import { FormProblem } from '../forms/form-problem.tsx'
import { errorOf, type FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.ts'
import { PasswordField } from '../ui/password-field.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { TextField } from '../ui/text-field.tsx'

/** Fields `email`, `password` and `next`: where to go afterwards, or nothing. */
export function SignInForm({ action, next }: { action: FormAction; next: string | null }) {
  const [state, submit] = useForm(action)
  return (
    <form action={submit} className="grid gap-5 rounded-md border border-line bg-surface p-5 text-base">
      <FormProblem state={state} />
      <input type="hidden" name="next" value={next ?? ''} />
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
