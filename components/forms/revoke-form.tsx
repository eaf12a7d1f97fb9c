import type { ReactNode } from 'react'
import { SubmitButton } from '../ui/submit-button.tsx'
import { ActionForm } from './action-form.tsx'
import type { FormAction } from './form-state.ts'

/** At the end of a panel: revokes the panel's record. The children explain the consequences. */
export function RevokeForm({
  id,
  action,
  children,
}: {
  id: string
  action: FormAction
  children: ReactNode
}) {
  return (
    <ActionForm
      name="revoke"
      action={action}
      hidden={{ id }}
      className="grid gap-3 border-line border-t pt-5"
    >
      <p className="text-ink-muted">{children}</p>
      <div className="flex justify-end">
        <SubmitButton variant="danger" pendingLabel="Revoking">
          Revoke
        </SubmitButton>
      </div>
    </ActionForm>
  )
}
