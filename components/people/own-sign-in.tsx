'use client'

import { MonitorIcon } from 'lucide-react'
import { useActionState } from 'react'
import type { SessionView } from '#lib/people/sessions.ts'
import { FormProblem } from '../forms/form-problem.tsx'
import { emptyForm, errorOf, type FormAction } from '../forms/form-state.ts'
import { Badge } from '../ui/badge.tsx'
import { Card } from '../ui/card.tsx'
import { PasswordField } from '../ui/password-field.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { TimeStamp } from '../ui/time.tsx'
import { NewPasswordField } from './account-fields.tsx'
import { describeBrowser } from './describe-browser.ts'

/** The browsers where one is signed in. `end` takes a session's id, or none for all the others. */
export function SessionList({
  sessions,
  now,
  end,
}: {
  sessions: readonly SessionView[]
  /** ISO 8601. */
  now: string
  end: FormAction
}) {
  const [state, submit] = useActionState(end, emptyForm)
  return (
    <Card
      title="Where you are signed in"
      action={
        sessions.length > 1 && (
          <form action={submit}>
            <SubmitButton variant="secondary" size="small" pendingLabel="Signing out">
              Sign out everywhere else
            </SubmitButton>
          </form>
        )
      }
    >
      <div className="grid gap-4">
        <FormProblem state={state} />
        <ul className="grid gap-4">
          {sessions.map((session) => (
            <li key={session.id} className="flex items-start gap-3">
              <MonitorIcon size={18} className="mt-0.5 text-ink-muted" />
              <span className="grid min-w-0 flex-1 leading-snug">
                <span
                  className="flex flex-wrap items-center gap-2 font-medium"
                  title={session.userAgent ?? undefined}
                >
                  {describeBrowser(session.userAgent)}
                  {session.isCurrent && <Badge tone="good">This browser</Badge>}
                </span>
                <span className="text-ink-muted text-sm">
                  {session.address !== null && (
                    <span className="font-mono wrap-anywhere">{session.address} · </span>
                  )}
                  {'last seen '}
                  <TimeStamp at={session.seenAt.toISOString()} renderedAt={now} />
                </span>
              </span>
              {!session.isCurrent && (
                <form action={submit}>
                  <input type="hidden" name="id" value={session.id} />
                  <SubmitButton variant="ghost" size="small">
                    Sign out<span className="sr-only"> {describeBrowser(session.userAgent)}</span>
                  </SubmitButton>
                </form>
              )}
            </li>
          ))}
        </ul>
      </div>
    </Card>
  )
}

/** Fields `current`, `password`. */
export function PasswordForm({ action }: { action: FormAction }) {
  const [state, submit] = useActionState(action, emptyForm)
  return (
    <form action={submit} className="grid max-w-md gap-4">
      <FormProblem state={state} />
      <PasswordField
        name="current"
        label="Present password"
        autoComplete="current-password"
        required
        error={errorOf(state, 'current')}
      />
      <NewPasswordField label="New password" state={state} />
      <p className="text-ink-muted text-sm">A new password signs you out everywhere else.</p>
      <div>
        <SubmitButton variant="secondary" pendingLabel="Changing">
          Change the password
        </SubmitButton>
      </div>
    </form>
  )
}
