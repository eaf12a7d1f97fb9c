'use client'

import { FormProblem } from '../forms/form-problem.tsx'
import { errorOf, type FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { SelectField, TextAreaField, TextField } from '../ui/field.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'

/**
 * Fields `id`, `name`, `kind`, `recipients` and `url`. The kind decides which of the latter two is shown, in CSS alone.
 */
export function ChannelForm({
  formId,
  action,
}: {
  /** The new channel's id, so that submitting twice creates one. */
  formId: string
  action: FormAction
}) {
  const [state, submit] = useForm(action, 'channel')
  const { values } = state
  return (
    <form action={submit} className="group grid gap-4">
      <FormProblem state={state} />
      <input type="hidden" name="id" value={formId} />
      <TextField
        name="name"
        id="channel-name"
        label="Name"
        autoComplete="off"
        maxLength={100}
        required
        defaultValue={values.name}
        error={errorOf(state, 'name')}
      />
      <SelectField
        key={values.kind}
        name="kind"
        label="Kind"
        defaultValue={values.kind ?? 'slack'}
        error={errorOf(state, 'kind')}
      >
        <option value="slack">Slack, Mattermost or Discord</option>
        <option value="teams">Microsoft Teams</option>
        <option value="email">Email</option>
      </SelectField>
      <div className="group-has-[option[value=email]:checked]:hidden">
        <TextField
          name="url"
          type="password"
          label="URL of the incoming webhook"
          hint="Discord: add /slack to it. It is stored encrypted and never shown again."
          autoComplete="off"
          spellCheck={false}
          maxLength={2_000}
          error={errorOf(state, 'url')}
        />
      </div>
      <div className="group-not-has-[option[value=email]:checked]:hidden">
        <TextAreaField
          name="recipients"
          label="Email addresses"
          hint="Up to 20, separated by commas."
          rows={2}
          defaultValue={values.recipients}
          error={errorOf(state, 'recipients')}
        />
      </div>
      <SubmitButton pendingLabel="Adding the channel">Add the channel</SubmitButton>
    </form>
  )
}
