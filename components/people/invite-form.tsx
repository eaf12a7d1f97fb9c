'use client'

import { FormProblem } from '../forms/form-problem.tsx'
import { errorOf, type FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.ts'
import { SelectField, TextField } from '../ui/field.tsx'
import { ShownOnce } from '../ui/shown-once.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import type { RoleChoice } from './role-choice.ts'

/** Fields `email`, `role`. The link that comes back is shown until the page is left, and never again. */
export function InviteForm({ action, roles }: { action: FormAction; roles: readonly RoleChoice[] }) {
  const [state, submit] = useForm(action)
  return (
    <div className="grid gap-4">
      {state.link === undefined ? (
        <FormProblem state={state} />
      ) : (
        <ShownOnce
          title={state.done}
          next={[
            'Send them this link. It works once, for 24 hours, and is not shown again.',
            ...(state.outcome?.notes ?? []),
          ].join(' ')}
          value={state.link}
          what="the invitation link"
        >
          Copy the link
        </ShownOnce>
      )}
      <form action={submit} className="grid gap-4">
        <TextField
          name="email"
          type="email"
          label="E-mail address"
          autoComplete="off"
          required
          defaultValue={state.values.email}
          error={errorOf(state, 'email')}
        />
        <SelectField
          key={state.values.role}
          name="role"
          label="Role"
          defaultValue={state.values.role ?? 'viewer'}
          hint={
            <span className="grid gap-0.5">
              {roles.map(({ id, label, hint }) => (
                <span key={id}>
                  {label}: {hint}
                </span>
              ))}
            </span>
          }
        >
          {roles.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </SelectField>
        <SubmitButton pendingLabel="Making the link">Make an invitation link</SubmitButton>
      </form>
    </div>
  )
}
