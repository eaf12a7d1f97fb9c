'use client'

import { FormProblem } from '../forms/form-problem.tsx'
import { errorOf, type FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { Card } from '../ui/card.tsx'
import { TextField } from '../ui/field.tsx'
import { PasswordField } from '../ui/password-field.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'

/** A new secret is tried at Amazon before anything depends on it. */
export function SecretForm({ id, today, action }: { id: string; today: string; action: FormAction }) {
  const [state, submit] = useForm(action)
  const isAgain = state.problem !== null
  return (
    <Card title="Put a new one in place">
      <form action={submit} className="grid gap-4">
        <FormProblem state={state} />
        <input type="hidden" name="id" value={id} />
        <PasswordField
          name="clientSecret"
          label="New LWA client secret"
          hint={
            isAgain
              ? 'Paste it once more: it was not kept.'
              : 'From Solution Provider Portal, Develop Apps, LWA credentials, View.'
          }
          autoComplete="off"
          required
          error={errorOf(state, 'clientSecret')}
        />
        <TextField
          name="secretCreatedOn"
          type="date"
          label="Made at Amazon on"
          hint="It ends 180 days later. Leave it empty when you do not know."
          defaultValue={state.values.secretCreatedOn ?? today}
          max={today}
          error={errorOf(state, 'secretCreatedOn')}
        />
        <p className="text-ink-muted text-sm">
          It is tried with one real refresh first. If Amazon accepts it, it is in force at once, and the one
          before is kept for Amazon’s seven days, in case the new one stops working.
        </p>
        <div>
          <SubmitButton pendingLabel="Trying it at Amazon">Try it and put it in place</SubmitButton>
        </div>
      </form>
    </Card>
  )
}
