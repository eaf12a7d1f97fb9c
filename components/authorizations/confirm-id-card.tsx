'use client'

import { FormOutcome } from '../forms/form-problem.tsx'
import { errorOf, type FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { Card } from '../ui/card.tsx'
import { TextField } from '../ui/field.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'

/** For an operator who has made sure otherwise that the id is right, such as by asking the seller for it. */
export function ConfirmIdCard({ id, action }: { id: string; action: FormAction }) {
  const [state, submit] = useForm(action)
  return (
    <Card title="Selling partner id">
      <form action={submit} className="grid gap-3">
        <FormOutcome state={state} />
        <p className="text-ink-muted">
          Nothing has proven it yet. If you know the seller’s merchant token from another source, such as a
          contract, enter it here: it has to be the same.
        </p>
        <input type="hidden" name="id" value={id} />
        <TextField
          name="sellingPartner"
          label="Merchant token you know"
          autoComplete="off"
          spellCheck={false}
          maxLength={64}
          required
          defaultValue={state.values.sellingPartner}
          error={errorOf(state, 'sellingPartner')}
        />
        <div>
          <SubmitButton variant="secondary" pendingLabel="Confirming">
            Confirm the id
          </SubmitButton>
        </div>
      </form>
    </Card>
  )
}
