'use client'

import { ActionForm } from '../forms/action-form.tsx'
import { errorOf, type FormAction } from '../forms/form-state.ts'
import { Card } from '../ui/card.tsx'
import { ChoiceCards, TextField } from '../ui/field.tsx'
import { PasswordField } from '../ui/password-field.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { policyChoices } from './rotation-words.ts'

interface RotationFormProps {
  readonly id: string
  readonly policy: string
  readonly queueUrl: string
  readonly awsAccessKeyId: string
  readonly action: FormAction
  readonly check: FormAction
}

/** How new client secrets arrive, and what happens then. */
export function RotationCard({ id, policy, queueUrl, awsAccessKeyId, action, check }: RotationFormProps) {
  return (
    <Card title="Automatic rotation">
      <div className="grid gap-4">
        <ActionForm action={action} hidden={{ id }} className="grid gap-4">
          {(state) => (
            <>
              <ChoiceCards
                legend="When a new secret arrives"
                name="policy"
                defaultValue={state.values.policy ?? policy}
                choices={policyChoices}
              />
              <TextField
                name="queueUrl"
                label="SQS queue URL"
                hint="The queue registered for this application under Notification Preferences in the Developer Console. Leave it empty if a program delivers the messages through the API."
                defaultValue={state.values.queueUrl ?? queueUrl}
                autoComplete="off"
                spellCheck={false}
                error={errorOf(state, 'queueUrl')}
              />
              <TextField
                name="awsAccessKeyId"
                label="AWS access key ID"
                hint="It needs ReceiveMessage, DeleteMessage, ChangeMessageVisibility and GetQueueAttributes on this queue. Leave both fields empty if the server has an AWS role."
                defaultValue={state.values.awsAccessKeyId ?? awsAccessKeyId}
                autoComplete="off"
                spellCheck={false}
                error={errorOf(state, 'awsAccessKeyId')}
              />
              <PasswordField
                name="awsSecret"
                label="AWS secret access key"
                hint={awsAccessKeyId === '' ? '' : 'Leave it empty to keep the stored one.'}
                autoComplete="off"
                error={errorOf(state, 'awsSecret')}
              />
              <div>
                <SubmitButton pendingLabel="Saving">Save rotation settings</SubmitButton>
              </div>
            </>
          )}
        </ActionForm>
        <ActionForm action={check} hidden={{ id }} className="grid gap-3">
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

/** A new secret that has arrived and isn't in force yet. */
export function ActivateForm({ id, action }: { id: string; action: FormAction }) {
  return (
    <ActionForm action={action} hidden={{ id }} className="">
      {() => (
        <SubmitButton size="small" pendingLabel="Testing it at Amazon">
          Test and activate
        </SubmitButton>
      )}
    </ActionForm>
  )
}
