'use client'

import { FormProblem } from '../forms/form-problem.tsx'
import { errorOf, type FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { TextField } from '../ui/field.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'

/** When the secret in force was made at Amazon, as far as anybody knows. */
export function SecretDateForm({
  id,
  createdOn,
  today,
  action,
}: {
  id: string
  createdOn: string | null
  today: string
  action: FormAction
}) {
  const [state, submit] = useForm(action)
  return (
    <form action={submit} className="grid gap-3">
      <FormProblem state={state} />
      <input type="hidden" name="id" value={id} />
      <TextField
        name="secretCreatedOn"
        id="createdOnInForce"
        type="date"
        label="Made at Amazon on"
        hint="As Amazon shows it under LWA credentials, View."
        defaultValue={state.values.secretCreatedOn ?? createdOn ?? ''}
        max={today}
        error={errorOf(state, 'secretCreatedOn')}
      />
      <div>
        <SubmitButton variant="secondary" pendingLabel="Saving">
          Save the date
        </SubmitButton>
      </div>
    </form>
  )
}
