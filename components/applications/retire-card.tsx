import { ActionForm } from '../forms/action-form.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { Card } from '../ui/card.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'

/** Stops sending sellers to Amazon for it, and resumes it. */
export function RetireCard({
  id,
  isRetired,
  action,
}: {
  id: string
  isRetired: boolean
  action: FormAction
}) {
  return (
    <Card title={isRetired ? 'Restore application' : 'Retire'}>
      <ActionForm
        name="retire"
        action={action}
        hidden={{ id, wanted: isRetired ? 'in-use' : 'retired' }}
        className="grid gap-3"
      >
        <p className="text-ink-muted">
          {isRetired
            ? 'Sellers can then authorize it again if it is ready.'
            : 'Sellers can no longer authorize it. Existing authorizations keep working, and you can restore it.'}
        </p>
        <div>
          <SubmitButton variant="secondary" pendingLabel={isRetired ? 'Restoring' : 'Retiring'}>
            {isRetired ? 'Restore application' : 'Retire application'}
          </SubmitButton>
        </div>
      </ActionForm>
    </Card>
  )
}
