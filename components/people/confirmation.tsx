'use client'

import { type ReactNode, useCallback, useState } from 'react'
import { type AskConfirmation, ConfirmationContext } from '../forms/confirmation-context.ts'
import { FormProblem } from '../forms/form-problem.tsx'
import {
  type Confirmation,
  emptyForm,
  errorOf,
  type FormAction,
  type FormState,
} from '../forms/form-state.ts'
import { useWords } from '../languages/words.tsx'
import { Button, buttonClass } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { PasswordField } from '../ui/password-field.tsx'
import { CodeField } from './factor-card.tsx'
import { type PasskeyActions, PasskeyButton } from './passkey-button.tsx'

export interface ConfirmationActions {
  /** Field `current`. */
  readonly password: FormAction
  /** Field `code`. */
  readonly code: FormAction
  readonly passkey: PasskeyActions
}

interface Asked {
  readonly confirmation: Confirmation
  answer(isConfirmed: boolean): void
}

/** Lets the forms within ask for a confirmation, in a dialog, while they wait. */
export function ConfirmationProvider({
  actions,
  children,
}: {
  actions: ConfirmationActions
  children: ReactNode
}) {
  const words = useWords('confirm')
  const [asked, setAsked] = useState<Asked | null>(null)
  const ask: AskConfirmation = useCallback(
    (confirmation) => new Promise((resolve) => setAsked({ confirmation, answer: resolve })),
    [],
  )
  const end = (isConfirmed: boolean) => {
    asked?.answer(isConfirmed)
    setAsked(null)
  }
  return (
    <ConfirmationContext value={ask}>
      {children}
      <Dialog
        title={words.title}
        description={words.text}
        open={asked !== null}
        onOpenChange={(open) => {
          if (!open) end(false)
        }}
      >
        {asked !== null && (
          <Ways confirmation={asked.confirmation} actions={actions} onConfirmed={() => end(true)} />
        )}
      </Dialog>
    </ConfirmationContext>
  )
}

/** The ways in which a person can prove that it's them. */
function Ways({
  confirmation,
  actions,
  onConfirmed,
}: {
  confirmation: Confirmation
  actions: ConfirmationActions
  onConfirmed: () => void
}) {
  const words = useWords('confirm')
  const { hasPassword, hasPasskey, hasApp, provider } = confirmation
  return (
    <div className="grid gap-4">
      {hasPasskey && (
        <PasskeyButton
          {...actions.passkey}
          label={words.passkey}
          onDone={onConfirmed}
          wide
          variant="primary"
        />
      )}
      {hasPassword && (
        <Proof confirm={actions.password} onConfirmed={onConfirmed}>
          {(state) => <CurrentPassword label={words.password} error={errorOf(state, 'current')} />}
        </Proof>
      )}
      {hasApp && (
        <Proof confirm={actions.code} onConfirmed={onConfirmed}>
          {(state) => <CodeField label={words.code} error={errorOf(state, 'code')} />}
        </Proof>
      )}
      {provider !== null && (
        <div className="grid gap-2">
          <p className="text-ink-muted text-sm">{words.afterProvider}</p>
          <div className="flex flex-wrap gap-2">
            <a href={provider.href} target="_blank" rel="noopener" className={buttonClass()}>
              {provider.label}
            </a>
            <Button onClick={onConfirmed}>{words.continue}</Button>
          </div>
        </div>
      )}
    </div>
  )
}

/**
 * Sent by a script, not as a form's action: React shows the results of all actions together, and the one that waits for
 * this confirmation would keep its result from being shown.
 */
function Proof({
  confirm,
  onConfirmed,
  children,
}: {
  confirm: FormAction
  onConfirmed: () => void
  children: (state: FormState) => ReactNode
}) {
  const words = useWords('confirm')
  const [state, setState] = useState<FormState>(emptyForm)
  const [pending, setPending] = useState(false)

  async function send(form: FormData): Promise<void> {
    setPending(true)
    try {
      const result = await confirm(emptyForm, form)
      setState(result)
      if (result.problem === null) onConfirmed()
    } finally {
      setPending(false)
    }
  }

  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        // Not those of the form that opened this dialog.
        event.stopPropagation()
        if (!pending) void send(new FormData(event.currentTarget))
      }}
    >
      <FormProblem state={state} />
      {children(state)}
      <div>
        <Button type="submit" variant="primary" pending={pending}>
          {pending ? words.confirming : words.confirm}
        </Button>
      </div>
    </form>
  )
}

/** Field `current`. */
export function CurrentPassword({ label, error }: { label: string; error: string | null }) {
  return (
    <PasswordField
      id="confirm-current"
      name="current"
      label={label}
      autoComplete="current-password"
      required
      error={error}
    />
  )
}
