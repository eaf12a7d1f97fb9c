import { ActionForm } from '../forms/action-form.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { Card } from '../ui/card.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'

/** Ends and begins again that sellers are sent to Amazon for it. */
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
    <Card title={isRetired ? 'Bring it back' : 'Retire'}>
      <ActionForm
        action={action}
        hidden={{ id, wanted: isRetired ? 'in-use' : 'retired' }}
        className="grid gap-3"
      >
        <p className="text-ink-muted">
          {isRetired
            ? 'Sellers can then authorize it again, if it is ready.'
            : 'Nobody is sent to Amazon for it any more. Its authorizations work on, and it can be brought back.'}
        </p>
        <div>
          <SubmitButton variant="secondary" pendingLabel={isRetired ? 'Bringing back' : 'Retiring'}>
            {isRetired ? 'Bring it back' : 'Retire the application'}
          </SubmitButton>
        </div>
      </ActionForm>
    </Card>
  )
}
