import { errorOf, type FormState } from '../forms/form-state.ts'
import { TextField } from '../ui/field.tsx'
import { PasswordField } from '../ui/password-field.tsx'

/** Name, e-mail address and a new password: what every new account and every new operator gives. */
export function NewAccountFields({
  state,
  nameLabel,
  nameAutoComplete,
  givenEmail = null,
}: {
  state: FormState
  nameLabel: string
  nameAutoComplete: 'name' | 'organization'
  /** Decided by somebody else; shown, and not to be changed. */
  givenEmail?: string | null
}) {
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
        label="E-mail address"
        autoComplete="username"
        required
        readOnly={givenEmail !== null}
        defaultValue={givenEmail ?? state.values.email}
        error={errorOf(state, 'email')}
      />
      <NewPasswordField label="Password" state={state} />
    </>
  )
}

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
