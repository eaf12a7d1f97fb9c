'use client'

import { ActionForm } from '../forms/action-form.tsx'
import { errorOf, type FormAction } from '../forms/form-state.ts'
import { Card } from '../ui/card.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import { PasswordField } from '../ui/password-field.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'

/** A new secret is tried at Amazon before anything depends on it. */
export function SecretForm({ id, today, action }: { id: string; today: string; action: FormAction }) {
  return (
    <Card title="Put a new one in place">
      <ActionForm action={action} hidden={{ id }} className="grid gap-4">
        {(state) => (
          <>
            <PasswordField
              name="clientSecret"
              label="New LWA client secret"
              hint={
                state.problem !== null
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
              It is tried with one real refresh first. If Amazon accepts it, it is in force at once, and the
              one before is kept for Amazon’s seven days, in case the new one stops working.
            </p>
            <div>
              <SubmitButton pendingLabel="Trying it at Amazon">Try it and put it in place</SubmitButton>
            </div>
          </>
        )}
      </ActionForm>
    </Card>
  )
}

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
  return (
    <ActionForm action={action} hidden={{ id }} className="grid gap-3">
      {(state) => (
        <>
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
        </>
      )}
    </ActionForm>
  )
}

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
  return (
    <Card title="Have Amazon make one">
      <ActionForm action={action} hidden={{ id }} className="grid gap-3">
        {(state) => (
          <>
            <p className="text-ink-muted">
              Amazon can make a new secret when a program asks (
              <code className="font-mono text-sm">rotateApplicationClientSecret</code>). It does not answer
              with it: it sends it to the SQS queue that is registered in the Developer Console. Read it there
              and paste it here. The one in force then has seven days.
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
          </>
        )}
      </ActionForm>
    </Card>
  )
}
