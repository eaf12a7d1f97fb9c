'use client'

import { FormProblem } from '../forms/form-problem.tsx'
import { errorOf, type FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { useWords } from '../languages/words.tsx'
import { paths } from '../paths.ts'
import { TextField } from '../ui/field.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'

/** Field `email`. */
export function ForgotPasswordForm({ action }: { action: FormAction }) {
  const [state, submit] = useForm(action, 'forgot-password')
  const words = useWords('account')
  return (
    <>
      <form action={submit} className="grid gap-5 rounded-md border border-line bg-surface p-5 text-base">
        <FormProblem state={state} />
        <TextField
          name="email"
          type="email"
          label={words.shortEmail}
          autoComplete="username"
          required
          defaultValue={state.values.email}
          error={errorOf(state, 'email')}
        />
        <SubmitButton size="large" wide pendingLabel={words.sending}>
          {words.send}
        </SubmitButton>
      </form>
      <p className="text-center text-base">
        <a
          href={paths.signIn()}
          className="rounded-sm font-medium text-accent-ink underline underline-offset-4"
        >
          {words.back}
        </a>
      </p>
    </>
  )
}
