'use client'

import type { ReactNode } from 'react'
import { ActionForm } from '../forms/action-form.tsx'
import { errorOf, type FormAction } from '../forms/form-state.ts'
import { useWords } from '../languages/words.tsx'
import { Card } from '../ui/card.tsx'
import { PasswordField } from '../ui/password-field.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'

/**
 * Whether the person's provider is linked. Adding and removing a sign-in method requires a confirmation: `proof` names
 * the ways, null means that there was one recently.
 */
export function ProviderCard({
  state,
  link,
  unlink,
  proof,
  confirm,
}: {
  /** In words. */
  state: ReactNode
  /** The address of the provider; null when it is linked. */
  link: ReactNode
  /** Null when it can't be unlinked. */
  unlink: FormAction | null
  proof: 'password' | ReactNode | null
  confirm: FormAction
}) {
  const words = useWords('me')
  const isChangeable = link !== null || unlink !== null
  return (
    <Card title={words.provider}>
      <div className="grid gap-4">
        <p>{state}</p>
        {isChangeable && proof !== null && (
          <>
            <p className="text-ink-muted text-sm">{words.confirmFirst}</p>
            {proof === 'password' ? <ConfirmForm action={confirm} /> : <div>{proof}</div>}
          </>
        )}
        {proof === null && link !== null && <div>{link}</div>}
        {proof === null && unlink !== null && (
          <ActionForm name="provider-unlink" action={unlink} className="grid gap-3">
            <div>
              <SubmitButton variant="secondary" pendingLabel={words.unlinking}>
                {words.unlink}
              </SubmitButton>
            </div>
          </ActionForm>
        )}
      </div>
    </Card>
  )
}

/** Field `current`. */
function ConfirmForm({ action }: { action: FormAction }) {
  const words = useWords('me')
  return (
    <ActionForm name="confirm" action={action} className="grid max-w-md gap-4">
      {(state) => (
        <>
          <PasswordField
            id="provider-current"
            name="current"
            label={words.currentPassword}
            autoComplete="current-password"
            required
            error={errorOf(state, 'current')}
          />
          <div>
            <SubmitButton variant="secondary" pendingLabel={words.confirming}>
              {words.confirm}
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  )
}
