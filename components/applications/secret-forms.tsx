'use client'

import { ActionForm } from '../forms/action-form.tsx'
import { errorOf, type FormAction } from '../forms/form-state.ts'
import { Card } from '../ui/card.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import { PasswordField } from '../ui/password-field.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { typedOf } from './typed.ts'

/** A new secret is tried at Amazon before anything depends on it. */
export function SecretForm({ id, today, action }: { id: string; today: string; action: FormAction }) {
  return (
    <Card title="Replace client secret">
      <ActionForm name="secret-replace" action={action} hidden={{ id }} className="grid gap-4">
        {(state) => (
          <>
            <PasswordField
              name="clientSecret"
              label="New LWA client secret"
              hint={
                state.problem !== null
                  ? 'Paste it again: it wasn’t kept.'
                  : 'From Solution Provider Portal > Develop Apps > LWA credentials > View.'
              }
              autoComplete="off"
              required
              error={errorOf(state, 'clientSecret')}
            />
            <TextField
              name="secretCreatedOn"
              type="date"
              label="Created at Amazon on"
              hint="It expires 180 days later. Leave this empty if you don’t know."
              defaultValue={state.values.secretCreatedOn ?? today}
              max={today}
              error={errorOf(state, 'secretCreatedOn')}
            />
            <p className="text-ink-muted text-sm">
              It is tested with one real refresh first. If Amazon accepts it, it takes effect immediately, and
              the previous secret is kept for Amazon’s seven days, in case the new one stops working.
            </p>
            <div>
              <SubmitButton pendingLabel="Testing it at Amazon">Test and save</SubmitButton>
            </div>
          </>
        )}
      </ActionForm>
    </Card>
  )
}

/** When the current secret was created at Amazon, if known. */
export function SecretDateForm({
  id,
  stored,
  today,
  action,
}: {
  id: string
  stored: { readonly seenAt: string; readonly secretCreatedOn: string }
  today: string
  action: FormAction
}) {
  return (
    <ActionForm
      name="secret-date"
      action={action}
      hidden={{ id, seenAt: stored.seenAt }}
      className="grid gap-3"
    >
      {(state) => (
        <>
          <TextField
            key={stored.seenAt}
            name="secretCreatedOn"
            id="createdOnInForce"
            type="date"
            label="Created at Amazon on"
            hint="As shown by Amazon under LWA credentials > View."
            defaultValue={typedOf(state, stored).value('secretCreatedOn')}
            max={today}
            error={typedOf(state, stored).error('secretCreatedOn')}
          />
          <div>
            <SubmitButton variant="secondary" pendingLabel="Saving">
              Save date
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

/** Requests a new secret by Amazon's own operation; the secret itself arrives through Amazon's queue. */
export function RotateCard({
  id,
  regions,
  arrival,
  action,
}: {
  id: string
  regions: readonly RegionChoice[]
  /** What happens once it is in the queue. */
  arrival: string
  action: FormAction
}) {
  return (
    <Card title="Request a new client secret">
      <ActionForm name="rotate" action={action} hidden={{ id }} className="grid gap-3">
        {(state) => (
          <>
            <p className="text-ink-muted">
              Amazon can create a new secret on request (
              <code className="font-mono text-sm wrap-anywhere">rotateApplicationClientSecret</code>). Amazon
              doesn’t return it, but sends it to the SQS queue registered in the Developer Console. {arrival}{' '}
              The current secret then works for seven more days.
            </p>
            <SelectField name="region" label="Region" defaultValue={state.values.region ?? 'na'}>
              {regions.map(({ id: region, name }) => (
                <option key={region} value={region}>
                  {name}
                </option>
              ))}
            </SelectField>
            <div>
              <SubmitButton variant="secondary" pendingLabel="Checking with Amazon">
                Request new secret
              </SubmitButton>
            </div>
          </>
        )}
      </ActionForm>
    </Card>
  )
}
