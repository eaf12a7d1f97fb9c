'use client'

import { MonitorIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import type { SessionView } from '#lib/people/sessions.ts'
import { FormProblem } from '../forms/form-problem.tsx'
import { errorOf, type FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { useWords } from '../languages/words.tsx'
import { Badge } from '../ui/badge.tsx'
import { Card } from '../ui/card.tsx'
import { PasswordField } from '../ui/password-field.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { NewPasswordField } from './account-fields.tsx'

/** A session, described in words. */
export interface ListedSession extends Pick<SessionView, 'id' | 'isCurrent' | 'address' | 'userAgent'> {
  readonly browser: string
  readonly lastSeen: ReactNode
  /** The label of its button. */
  readonly signOut: ReactNode
}

/** The browsers in which the person is signed in. `end` takes a session's id, or none for all the others. */
export function SessionList({ sessions, end }: { sessions: readonly ListedSession[]; end: FormAction }) {
  const words = useWords('me')
  const [state, submit] = useForm(end, 'session-end')
  return (
    <Card
      title={words.signedInWhere}
      action={
        sessions.length > 1 && (
          <form action={submit}>
            <SubmitButton variant="secondary" size="small" pendingLabel={words.signingOut}>
              {words.signOutElsewhere}
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
              <div className="flex min-w-0 flex-1 flex-wrap items-start justify-between gap-x-3 gap-y-1">
                <span className="grid min-w-0 grow basis-32 leading-snug">
                  <span
                    className="flex flex-wrap items-center gap-2 font-medium"
                    title={session.userAgent ?? undefined}
                  >
                    {session.browser}
                    {session.isCurrent && <Badge tone="good">{words.thisBrowser}</Badge>}
                  </span>
                  <span className="text-ink-muted text-sm">
                    {session.address !== null && (
                      <span className="font-mono wrap-anywhere">{session.address} · </span>
                    )}
                    {session.lastSeen}
                  </span>
                </span>
                {!session.isCurrent && (
                  <form action={submit}>
                    <input type="hidden" name="id" value={session.id} />
                    <SubmitButton variant="ghost" size="small">
                      {session.signOut}
                    </SubmitButton>
                  </form>
                )}
              </div>
            </li>
          ))}
        </ul>
      </div>
    </Card>
  )
}

/** Fields `current`, `password`. */
export function PasswordForm({ action }: { action: FormAction }) {
  const [state, submit] = useForm(action, 'own-password')
  const words = useWords('me')
  return (
    <form action={submit} className="grid max-w-md gap-4">
      <FormProblem state={state} />
      <PasswordField
        name="current"
        label={words.currentPassword}
        autoComplete="current-password"
        required
        error={errorOf(state, 'current')}
      />
      <NewPasswordField label={words.newPassword} hint={words.passwordHint} state={state} />
      <p className="text-ink-muted text-sm">{words.changeSignsOut}</p>
      <div>
        <SubmitButton variant="secondary" pendingLabel={words.changing}>
          {words.change}
        </SubmitButton>
      </div>
    </form>
  )
}
