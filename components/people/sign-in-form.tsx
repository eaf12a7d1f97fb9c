'use client'

import { FormProblem } from '../forms/form-problem.tsx'
import { errorOf, type FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { useWords } from '../languages/words.tsx'
import { TextField } from '../ui/field.tsx'
import { PasswordField } from '../ui/password-field.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { NewAccountFields } from './account-fields.tsx'
import { type PasskeyActions, PasskeyButton } from './passkey-button.tsx'

/** Fields `email`, `password` and `next`: where to go afterwards, or nothing. */
export function SignInForm({ action, next }: { action: FormAction; next: string | null }) {
  const [state, submit] = useForm(action, 'sign-in')
  const words = useWords('account')
  return (
    <form action={submit} className="grid gap-5 rounded-md border border-line bg-surface p-5 text-base">
      <FormProblem state={state} />
      <input type="hidden" name="next" value={next ?? ''} />
      <TextField
        name="email"
        type="email"
        label={words.email}
        autoComplete="username"
        required
        defaultValue={state.values.email}
        error={errorOf(state, 'email')}
      />
      <PasswordField
        name="password"
        label={words.password}
        autoComplete="current-password"
        required
        error={errorOf(state, 'password')}
      />
      <SubmitButton size="large" wide pendingLabel={words.signingIn}>
        {words.signIn}
      </SubmitButton>
    </form>
  )
}

/** Field `next`, as above. */
export function PasskeySignIn({ next, ...actions }: PasskeyActions & { next: string | null }) {
  const words = useWords('passkeys')
  return <PasskeyButton {...actions} fields={{ next: next ?? '' }} label={words.signIn} size="large" wide />
}

/** Fields `name`, `email`, `password` and `next`. */
export function SignUpForm({ action, next }: { action: FormAction; next: string | null }) {
  const [state, submit] = useForm(action, 'sign-up')
  const words = useWords('account')
  return (
    <form action={submit} className="grid gap-5 rounded-md border border-line bg-surface p-5 text-base">
      <FormProblem state={state} />
      <input type="hidden" name="next" value={next ?? ''} />
      <NewAccountFields state={state} nameLabel={words.businessName} nameAutoComplete="organization" />
      <SubmitButton size="large" wide pendingLabel={words.creating}>
        {words.create}
      </SubmitButton>
    </form>
  )
}
