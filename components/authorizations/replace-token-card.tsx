'use client'

import { FormOutcome } from '../forms/form-problem.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { Card } from '../ui/card.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { TokenField } from './token-field.tsx'

/** Self-authorized records are renewed by another token: Amazon has no consent page for them. */
export function ReplaceTokenCard({ id, action }: { id: string; action: FormAction }) {
  const [state, submit] = useForm(action)
  return (
    <Card title="Authorize again">
      <form action={submit} className="grid justify-items-start gap-3">
        <p className="text-ink-muted">
          Press Authorize app at Amazon again, for the same selling account, and paste the new token. Amazon
          does not tell whose it is: should it be another’s, roll back.
        </p>
        <FormOutcome state={state} />
        <input type="hidden" name="id" value={id} />
        <div className="grid w-full">
          <TokenField state={state} />
        </div>
        <SubmitButton variant="secondary" pendingLabel="Asking Amazon">
          Try the token and store it
        </SubmitButton>
      </form>
    </Card>
  )
}
