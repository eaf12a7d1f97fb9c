'use client'

import { useActionState } from 'react'
import { FormProblem } from '../forms/form-problem.tsx'
import { emptyForm, type FormAction } from '../forms/form-state.ts'
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
  const [state, submit] = useActionState(action, emptyForm)
  return (
    <Card title={isRetired ? 'Bring it back' : 'Retire'}>
      <form action={submit} className="grid gap-3">
        <FormProblem state={state} />
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="wanted" value={isRetired ? 'in-use' : 'retired'} />
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
      </form>
    </Card>
  )
}
