import { errorOf, type FormState } from '../forms/form-state.ts'
import { TextAreaField } from '../ui/field.tsx'

/** Field `token`: a refresh token as it was copied. The server never sends it back. */
export function TokenField({ state }: { state: FormState }) {
  return (
    <TextAreaField
      name="token"
      label="Refresh token"
      hint="Starts with Atzr|. It is encrypted when saved. This form doesn’t keep it, so paste it again if something goes wrong."
      rows={4}
      data-secret
      required
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      error={errorOf(state, 'token')}
    />
  )
}
