'use client'

import { useActionState } from 'react'
import { useConfirmed } from '../forms/confirmation-context.ts'
import { FormProblem } from '../forms/form-problem.tsx'
import { emptyForm, errorOf, type FormAction } from '../forms/form-state.ts'
import { KeptCheckBox } from '../forms/kept-check-box.tsx'
import { useForm } from '../forms/use-form.tsx'
import { Card } from '../ui/card.tsx'
import { ShownOnce } from '../ui/code.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { TimeStamp } from '../ui/time.tsx'

export interface RoleChoice {
  readonly id: string
  readonly label: string
  readonly hint: string
}

/** Fields `email`, `role`, `send`. The new link is shown until the person leaves the page, and never again. */
export function InviteForm({
  action,
  roles,
  sendsMail,
}: {
  action: FormAction
  roles: readonly RoleChoice[]
  /** Whether the link can be sent by email. */
  sendsMail: boolean
}) {
  const [state, submit] = useForm(action, 'invite')
  return (
    <div className="grid gap-4">
      {state.link === undefined ? (
        <FormProblem state={state} />
      ) : (
        <ShownOnce
          title={state.done}
          next={[
            'Send them this link. It works once, within 24 hours, and isn’t shown again.',
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
          label="Email address"
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
        {sendsMail && (
          <KeptCheckBox state={state} name={'send'} usual={true} label="Send the link to this address" />
        )}
        <SubmitButton pendingLabel="Creating the link">Create invitation link</SubmitButton>
      </form>
    </div>
  )
}

interface Invitation {
  readonly id: string
  readonly email: string
  readonly roleLabel: string
  readonly expiresAt: Date
}

/** Invitations whose link was not used yet. */
export function InvitationList({
  invitations,
  cancel,
}: {
  invitations: readonly Invitation[]
  cancel: FormAction
}) {
  const [state, submit] = useActionState(useConfirmed(cancel), emptyForm)
  if (invitations.length === 0 && state === emptyForm) return null
  return (
    <Card title="Pending invitations">
      <div className="grid gap-3">
        <FormProblem state={state} />
        <ul className="grid gap-3">
          {invitations.map(({ id, email, roleLabel, expiresAt }) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
              <span className="grid min-w-0 grow basis-40 leading-snug">
                <span title={email} className="truncate">
                  {email}
                </span>
                <span className="text-ink-muted text-sm">
                  {roleLabel}, link expires <TimeStamp at={expiresAt.toISOString()} />
                </span>
              </span>
              <form action={submit}>
                <input type="hidden" name="id" value={id} />
                <SubmitButton variant="ghost" size="small">
                  Cancel<span className="sr-only"> the invitation of {email}</span>
                </SubmitButton>
              </form>
            </li>
          ))}
        </ul>
      </div>
    </Card>
  )
}
