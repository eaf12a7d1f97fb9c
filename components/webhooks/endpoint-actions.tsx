'use client'

import { ActionForm } from '../forms/action-form.tsx'
import { ConfirmedAction } from '../forms/confirmed-action.tsx'
import { FormProblem } from '../forms/form-problem.tsx'
import { errorOf, type FormAction } from '../forms/form-state.ts'
import { KeptCheckBox } from '../forms/kept-check-box.tsx'
import { useForm } from '../forms/use-form.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { SelectField } from '../ui/field.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { SecretShownOnce } from './endpoint-form.tsx'

export interface EndpointActions {
  readonly test: FormAction
  readonly replayFailed: FormAction
  readonly rotate: FormAction
  readonly setEnabled: FormAction
  readonly remove: FormAction
}

/** An administrator's actions for an endpoint. */
export function EndpointActionCards({
  id,
  name,
  isDisabled,
  hasPreviousSecret,
  actions,
}: {
  id: string
  name: string
  isDisabled: boolean
  /** Whether the previous secret still signs. */
  hasPreviousSecret: boolean
  actions: EndpointActions
}) {
  const { test, replayFailed, rotate, setEnabled, remove } = actions
  return (
    <>
      {!isDisabled && (
        <Card title="Send">
          <div className="grid gap-5">
            <ActionForm
              name="endpoint-action-cards-test"
              action={test}
              hidden={{ id }}
              className="grid justify-items-start gap-3"
            >
              <p className="text-ink-muted">
                Sends an event of the type webhook.test to this endpoint alone.
              </p>
              <SubmitButton variant="secondary" pendingLabel="Sending">
                Send a test event
              </SubmitButton>
            </ActionForm>
            <ReplayForm id={id} action={replayFailed} />
          </div>
        </Card>
      )}
      <Card title="Secret">
        <RotateForm id={id} hasPrevious={hasPreviousSecret} action={rotate} />
      </Card>
      <Card title="Danger zone">
        <div className="grid gap-5">
          <ActionForm
            name="endpoint-action-cards-set-enabled"
            key={isDisabled ? 'enable' : 'disable'}
            action={setEnabled}
            hidden={{ id, wanted: isDisabled ? 'enabled' : 'disabled' }}
            className="grid justify-items-start gap-3"
          >
            <p className="text-ink-muted">
              {isDisabled
                ? 'Sends the waiting events in order, and new ones as they happen.'
                : 'Nothing is sent while it is disabled. Events wait for up to 30 days.'}
            </p>
            <SubmitButton
              variant={isDisabled ? 'primary' : 'secondary'}
              pendingLabel={isDisabled ? 'Enabling' : 'Disabling'}
            >
              {isDisabled ? 'Enable the endpoint' : 'Disable the endpoint'}
            </SubmitButton>
          </ActionForm>
          <DeleteForm id={id} name={name} action={remove} />
        </div>
      </Card>
    </>
  )
}

/** How far back, in hours. */
const spans = [
  [1, 'In the last hour'],
  [24, 'In the last 24 hours'],
  [7 * 24, 'In the last 7 days'],
  [30 * 24, 'In the last 30 days'],
] as const

function ReplayForm({ id, action }: { id: string; action: FormAction }) {
  const [state, submit] = useForm(action, 'replay')
  return (
    <form action={submit} className="grid justify-items-start gap-3 border-line border-t pt-5">
      <FormProblem state={state} />
      <input type="hidden" name="id" value={id} />
      <div className="w-full">
        <SelectField
          key={state.values.hours}
          name="hours"
          label="Failed deliveries"
          defaultValue={state.values.hours ?? '24'}
          error={errorOf(state, 'hours')}
        >
          {spans.map(([hours, label]) => (
            <option key={hours} value={hours}>
              {label}
            </option>
          ))}
        </SelectField>
      </div>
      <SubmitButton variant="secondary" pendingLabel="Sending again">
        Send all of them again
      </SubmitButton>
    </form>
  )
}

function RotateForm({ id, hasPrevious, action }: { id: string; hasPrevious: boolean; action: FormAction }) {
  const [state, submit] = useForm(action, 'rotate')
  return (
    <form action={submit} className="grid justify-items-start gap-3">
      {state.key === undefined ? <FormProblem state={state} /> : <SecretShownOnce state={state} />}
      <input type="hidden" name="id" value={id} />
      <p className="text-ink-muted">
        Creates a new secret. For 24 hours, each request is signed with both, so that you can replace it
        without losing an event.
      </p>
      {hasPrevious && (
        <KeptCheckBox
          state={state}
          name={'endsPrevious'}
          usual={false}
          label="End the previous secret now"
          hint="It still signs requests. Programs that know only that secret will refuse them."
        />
      )}
      <SubmitButton variant="secondary" pendingLabel="Rotating">
        Rotate the secret
      </SubmitButton>
    </form>
  )
}

function DeleteForm({ id, name, action }: { id: string; name: string; action: FormAction }) {
  return (
    <div className="grid justify-items-start gap-3 border-line border-t pt-5">
      <p className="text-ink-muted">Deletes the endpoint, its deliveries and all waiting events.</p>
      <ConfirmedAction
        id={id}
        action={action}
        trigger={<Button>Delete</Button>}
        title={`Delete ${name}`}
        phrase={name}
        confirmLabel="Delete the endpoint"
        pendingLabel="Deleting"
      >
        <p>Its secret and the log of its deliveries are deleted. This can’t be undone.</p>
      </ConfirmedAction>
    </div>
  )
}
