'use client'

import { ActionForm } from '../forms/action-form.tsx'
import { type Confirmation, errorOf } from '../forms/form-state.ts'
import { useWords } from '../languages/words.tsx'
import { AnchorButton } from '../ui/button.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { type ConfirmationActions, CurrentPassword } from './confirmation.tsx'
import { CodeField } from './factor-card.tsx'
import { PasskeyButton } from './passkey-button.tsx'

/** On its own page, with or without scripts. The page shows that it was confirmed. */
export function ConfirmationForm({
  confirmation,
  actions,
}: {
  confirmation: Confirmation
  actions: ConfirmationActions
}) {
  const words = useWords('confirm')
  const { hasPassword, hasPasskey, hasApp, provider } = confirmation
  return (
    <div className="grid gap-4">
      {hasPasskey && <PasskeyButton {...actions.passkey} label={words.passkey} wide variant="primary" />}
      {hasPassword && (
        <ActionForm name="confirmation-password" action={actions.password} className="grid gap-4">
          {(state) => (
            <>
              <CurrentPassword label={words.password} error={errorOf(state, 'current')} />
              <div>
                <SubmitButton pendingLabel={words.confirming}>{words.confirm}</SubmitButton>
              </div>
            </>
          )}
        </ActionForm>
      )}
      {hasApp && (
        <ActionForm name="confirmation-code" action={actions.code} className="grid gap-4">
          {(state) => (
            <>
              <CodeField label={words.code} error={errorOf(state, 'code')} />
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
