'use client'

import { ActionForm } from '../forms/action-form.tsx'
import { type Confirmation, errorOf } from '../forms/form-state.ts'
import { useWords } from '../languages/words.tsx'
import { AnchorButton } from '../ui/button.tsx'
import { PasswordField } from '../ui/password-field.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import type { ConfirmationActions } from './confirmation.tsx'
import { PasskeyButton } from './passkey-button.tsx'

/** On a page of its own, with or without scripts. The page shows that it was confirmed. */
export function ConfirmationForm({
  confirmation,
  actions,
}: {
  confirmation: Confirmation
  actions: ConfirmationActions
}) {
  const words = useWords('confirm')
  const { hasPassword, hasPasskey, provider } = confirmation
  return (
    <div className="grid gap-4">
      {hasPasskey && <PasskeyButton {...actions.passkey} label={words.passkey} wide variant="primary" />}
      {hasPassword && (
        <ActionForm action={actions.password} className="grid gap-4">
          {(state) => (
            <>
              <PasswordField
                name="current"
                label={words.password}
                autoComplete="current-password"
                required
                error={errorOf(state, 'current')}
              />
              <div>
                <SubmitButton pendingLabel={words.confirming}>{words.confirm}</SubmitButton>
              </div>
            </>
          )}
        </ActionForm>
      )}
      {provider !== null && (
        <div>
          <AnchorButton href={provider.href}>{provider.label}</AnchorButton>
        </div>
      )}
    </div>
  )
}
