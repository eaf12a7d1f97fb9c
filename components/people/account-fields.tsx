import { errorOf, type FormState } from '../forms/form-state.ts'
import { useWords } from '../languages/words.tsx'
import { TextField } from '../ui/field.tsx'
import { PasswordField } from '../ui/password-field.tsx'

/** Name, email address and a new password: required for every new account and every new operator. */
export function NewAccountFields({
  state,
  nameLabel,
  nameAutoComplete,
  givenEmail = null,
}: {
  state: FormState
  nameLabel: string
  nameAutoComplete: 'name' | 'organization'
  /** Decided by another person: shown, but not editable. */
  givenEmail?: string | null
}) {
  const words = useWords('account')
  return (
    <>
      <TextField
        name="name"
        label={nameLabel}
        autoComplete={nameAutoComplete}
        required
        maxLength={100}
        defaultValue={state.values.name}
        error={errorOf(state, 'name')}
      />
      <TextField
        name="email"
        type="email"
        label={words.email}
        autoComplete="username"
        required
        readOnly={givenEmail !== null}
        defaultValue={givenEmail ?? state.values.email}
        error={errorOf(state, 'email')}
      />
      <NewPasswordField label={words.password} state={state} hint={words.passwordHint} />
    </>
  )
}

/** Field `password`: a new password, with a hint about good ones. */
export function NewPasswordField({ label, hint, state }: { label: string; hint: string; state: FormState }) {
  return (
    <PasswordField
      name="password"
      label={label}
      autoComplete="new-password"
      required
      minLength={12}
      maxLength={128}
      hint={hint}
      error={errorOf(state, 'password')}
    />
  )
}
