import { TextField } from '../ui/field.tsx'
import type { Typed } from './typed.ts'

/** The two addresses that are registered at Amazon. */
export function AddressFields({ typed: { value, error } }: { typed: Typed }) {
  return (
    <>
      <TextField
        name="redirectUri"
        label="OAuth Redirect URI"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        required
        defaultValue={value('redirectUri')}
        error={error('redirectUri')}
      />
      <TextField
        name="logInUri"
        label="OAuth Log-in URI"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        defaultValue={value('logInUri')}
        error={error('logInUri')}
      />
    </>
  )
}
