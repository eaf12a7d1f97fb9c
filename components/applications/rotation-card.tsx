'use client'

import { ActionForm } from '../forms/action-form.tsx'
import { errorOf, type FormAction } from '../forms/form-state.ts'
import { Card } from '../ui/card.tsx'
import { ChoiceCards, FieldError, TextField } from '../ui/field.tsx'
import { PasswordField } from '../ui/password-field.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { policyChoices } from './rotation-words.ts'
import { type Typed, typedOf } from './typed.ts'

interface RotationFormProps {
  readonly id: string
  readonly stored: {
    readonly seenAt: string
    readonly policy: string
    readonly queueUrl: string | null
    readonly awsAccessKeyId: string | null
  }
  readonly action: FormAction
  readonly check: FormAction
}

/** How new client secrets arrive, and what happens then. */
export function RotationCard({ id, stored, action, check }: RotationFormProps) {
  const { seenAt, policy } = stored
  const texts = { ...stored, queueUrl: stored.queueUrl ?? '', awsAccessKeyId: stored.awsAccessKeyId ?? '' }
  return (
    <Card title="Automatic rotation">
      <div className="grid gap-4">
        <ActionForm name="rotation" action={action} hidden={{ id, seenAt }} className="grid gap-4">
          {(state) => (
            // The fields start over from newly stored values.
            <div key={seenAt} className="grid gap-4">
              <ChoiceCards
                legend="When a new secret arrives"
                name="policy"
                defaultValue={state.values.policy ?? policy}
                choices={policyChoices}
              />
              <FieldError id="policy-error" error={storedPolicy(typedOf(state, texts), policy)} />
              <TextField
                name="queueUrl"
                label="SQS queue URL"
                hint="The queue registered for this application under Notification Preferences in the Developer Console. Leave it empty if a program delivers the messages through the API."
                defaultValue={typedOf(state, texts).value('queueUrl')}
                autoComplete="off"
                spellCheck={false}
                error={typedOf(state, texts).error('queueUrl')}
              />
              <TextField
                name="awsAccessKeyId"
                label="AWS access key ID"
                hint="It needs ReceiveMessage, DeleteMessage, ChangeMessageVisibility and GetQueueAttributes on this queue. Leave both fields empty if the server has an AWS role."
                defaultValue={typedOf(state, texts).value('awsAccessKeyId')}
                autoComplete="off"
                spellCheck={false}
                error={typedOf(state, texts).error('awsAccessKeyId')}
              />
              <PasswordField
                name="awsSecret"
                label="AWS secret access key"
                hint={texts.awsAccessKeyId === '' ? '' : 'Leave it empty to keep the stored one.'}
                autoComplete="off"
                error={errorOf(state, 'awsSecret')}
              />
              <div>
                <SubmitButton pendingLabel="Saving">Save rotation settings</SubmitButton>
              </div>
            </div>
          )}
        </ActionForm>
        <ActionForm name="rotation-check" action={check} hidden={{ id }} className="grid gap-3">
          {() => (
            <div>
              <SubmitButton variant="secondary" pendingLabel="Asking AWS">
                Check the queue
              </SubmitButton>
            </div>
          )}
        </ActionForm>
      </div>
    </Card>
  )
}

function storedPolicy(typed: Typed, policy: string): string | null {
  if (!typed.isStale || typed.value('policy') === policy) return null
  return `Stored now: ${policyChoices.find(({ value }) => value === policy)?.label ?? policy}`
}

/** A new secret that has arrived and isn't in force yet. */
export function ActivateForm({ id, action }: { id: string; action: FormAction }) {
  return (
    <ActionForm name="activate" action={action} hidden={{ id }} className="">
      {() => (
        <SubmitButton size="small" pendingLabel="Testing it at Amazon">
          Test and activate
        </SubmitButton>
      )}
    </ActionForm>
  )
}
