import { TextField } from '../ui/field.tsx'
import { PasswordField } from '../ui/password-field.tsx'
import type { Typed } from './typed.ts'

/** The client secret of a new application: sealed at once, and never shown again. */
export function SecretFields({
  typed: { value, error },
  isAgain,
}: {
  typed: Typed
  /** The form came back: what is secret did not. */
  isAgain: boolean
}) {
  return (
    <>
      <PasswordField
        name="clientSecret"
        label="LWA client secret"
        hint={
          isAgain
            ? 'Enter it once more: it was not kept.'
            : 'Sealed at once. Only its end is shown afterwards.'
        }
        autoComplete="off"
        required
        error={error('clientSecret')}
      />
      <TextField
        name="secretCreatedOn"
        type="date"
        label="Made at Amazon on"
        hint="It ends 180 days later. Leave it empty when you do not know."
        defaultValue={value('secretCreatedOn')}
        error={error('secretCreatedOn')}
      />
    </>
  )
}
