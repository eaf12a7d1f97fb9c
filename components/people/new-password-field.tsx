import { errorOf, type FormState } from '../forms/form-state.ts'
import { PasswordField } from '../ui/password-field.tsx'

/** Field `password`: one that is being chosen, with what makes a good one. */
export function NewPasswordField({ label, state }: { label: string; state: FormState }) {
  return (
    <PasswordField
      name="password"
      label={label}
      autoComplete="new-password"
      required
      minLength={12}
      maxLength={128}
      hint="At least 12 characters, better 15 or more. A few words that do not belong together are good."
      error={errorOf(state, 'password')}
    />
  )
}
