import { errorOf, type FormState } from '../forms/form-state.ts'
import { TextField } from '../ui/text-field.tsx'
import { NewPasswordField } from './new-password-field.tsx'

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
