'use client'

import { useActionState } from 'react'
import { FormProblem } from '../forms/form-problem.tsx'
import { emptyForm, type FormAction } from '../forms/form-state.ts'
import { Card } from '../ui/card.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { TimeStamp } from '../ui/time.tsx'

interface Invitation {
  readonly id: string
  readonly email: string
  readonly expiresAt: Date
}

/** Those whose link was not used yet. */
export function InvitationList({
  invitations,
  now,
  cancel,
}: {
  invitations: readonly Invitation[]
  /** ISO 8601. */
  now: string
  cancel: FormAction
}) {
  const [state, submit] = useActionState(cancel, emptyForm)
  if (invitations.length === 0 && state.problem === null) return null
  return (
    <Card title="Invited, not yet here">
      <div className="grid gap-3">
        <FormProblem state={state} />
        <ul className="grid gap-3">
          {invitations.map(({ id, email, expiresAt }) => (
            <li key={id} className="flex items-center justify-between gap-3">
              <span className="grid min-w-0 leading-snug">
                <span className="truncate">{email}</span>
                <span className="text-ink-muted text-sm">
                  Link ends <TimeStamp at={expiresAt.toISOString()} renderedAt={now} />
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
