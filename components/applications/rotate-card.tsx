'use client'

import { FormProblem } from '../forms/form-problem.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { Card } from '../ui/card.tsx'
import { SelectField } from '../ui/field.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'

interface RegionChoice {
  readonly id: string
  readonly name: string
}

/** Asks Amazon for a new secret by its own operation; the secret itself comes by Amazon's queue. */
export function RotateCard({
  id,
  regions,
  action,
}: {
  id: string
  regions: readonly RegionChoice[]
  action: FormAction
}) {
  const [state, submit] = useForm(action)
  return (
    <Card title="Have Amazon make one">
      <form action={submit} className="grid gap-3">
        <FormProblem state={state} />
        <input type="hidden" name="id" value={id} />
        <p className="text-ink-muted">
          Amazon can make a new secret when a program asks (
          <code className="font-mono text-sm">rotateApplicationClientSecret</code>). It does not answer with
          it: it sends it to the SQS queue that is registered in the Developer Console. Read it there and
          paste it here. The one in force then has seven days.
        </p>
        <SelectField name="region" label="Region to ask in" defaultValue={state.values.region ?? 'na'}>
          {regions.map(({ id: region, name }) => (
            <option key={region} value={region}>
              {name}
            </option>
          ))}
        </SelectField>
        <div>
          <SubmitButton variant="secondary" pendingLabel="Asking Amazon">
            Ask Amazon for a new secret
          </SubmitButton>
        </div>
      </form>
    </Card>
  )
}
