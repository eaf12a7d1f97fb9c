'use client'

import { ApplicationField } from '../applications/application-field.tsx'
import { FormProblem } from '../forms/form-problem.tsx'
import { errorOf, type FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { CheckBox, SelectField, TextField } from '../ui/field.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'

interface Choice {
  readonly id: string
  readonly name: string
}

export interface EventChoice {
  readonly type: string
  readonly title: string
}

/** Checked by default: events that need a person. */
const usual = new Set([
  'incident.opened',
  'incident.resolved',
  'authorization.reauthorization_needed',
  'authorization.review_needed',
  'application.secret_due',
  'application.secret_refused',
  'webhook.disabled',
  'person.break_glass_used',
  'audit.verification_failed',
])

const hours = Array.from({ length: 24 }, (_, hour) => hour)
const zones = [
  'UTC',
  'America/New_York',
  'America/Chicago',
  'America/Los_Angeles',
  'America/Sao_Paulo',
].concat(
  ['Europe/London', 'Europe/Berlin', 'Europe/Istanbul', 'Asia/Dubai', 'Asia/Kolkata', 'Asia/Shanghai'],
  ['Asia/Tokyo', 'Australia/Sydney'],
)

/** Fields `id`, `channel`, `application`, `tag`, `hour`, `timeZone`, and a checkbox for each type of event. */
export function RuleForm({
  formId,
  action,
  channels,
  applications,
  types,
}: {
  /** The new rule's id, so that submitting twice creates one. */
  formId: string
  action: FormAction
  channels: readonly Choice[]
  applications: readonly Choice[]
  types: readonly EventChoice[]
}) {
  const [state, submit] = useForm(action, 'rule')
  const { values } = state
  const isTicked = (type: string) => (values.channel === undefined ? usual.has(type) : values[type] === 'yes')
  return (
    <form action={submit} className="grid gap-4">
      <FormProblem state={state} />
      <input type="hidden" name="id" value={formId} />
      <SelectField
        key={`channel ${values.channel}`}
        name="channel"
        label="Channel"
        defaultValue={values.channel}
      >
        {channels.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <fieldset className="grid gap-2">
        <legend className="mb-1.5 font-medium">Events</legend>
        <div className="grid max-h-72 gap-2 overflow-y-auto rounded-md border border-line p-3">
          {types.map(({ type, title }) => (
            <CheckBox key={type} name={type} label={title} defaultChecked={isTicked(type)} />
          ))}
        </div>
      </fieldset>
      <ApplicationField
        none="All applications"
        applications={applications}
        value={values.application}
        error={errorOf(state, 'application')}
      />
      <TextField
        name="tag"
        label="Tag"
        hint="Only sellers with this tag, such as plan=enterprise. Leave it empty for all."
        autoComplete="off"
        maxLength={250}
        defaultValue={values.tag}
        error={errorOf(state, 'tag')}
      />
      <SelectField key={`hour ${values.hour}`} name="hour" label="When" defaultValue={values.hour ?? ''}>
        <option value="">Immediately</option>
        {hours.map((hour) => (
          <option key={hour} value={hour}>
            {`As a digest at ${String(hour).padStart(2, '0')}:00`}
          </option>
        ))}
      </SelectField>
      <TextField
        name="timeZone"
        label="Time zone of the digest"
        list="time-zones"
        autoComplete="off"
        maxLength={60}
        defaultValue={values.timeZone ?? 'UTC'}
        error={errorOf(state, 'timeZone')}
      />
      <datalist id="time-zones">
        {zones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      <SubmitButton pendingLabel="Adding the rule">Add the rule</SubmitButton>
    </form>
  )
}
