'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { FormProblem } from '../forms/form-problem.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { buttonClass } from '../ui/button.tsx'
import { moveFocus } from '../ui/focus.ts'
import { SubmitButton } from '../ui/submit-button.tsx'

/** Two steps without a script: the first explains the consequences, the second disconnects. */
export function DisconnectForm({
  id,
  words,
  action,
  children,
}: {
  id: string
  words: { readonly open: string; readonly confirm: string; readonly pending: string }
  action: FormAction
  /** The consequences, in words. */
  children: ReactNode
}) {
  const [state, submit, isPending] = useForm(action)
  const details = useRef<HTMLDetailsElement>(null)
  const wasSent = useRef(false)

  useEffect(() => {
    if (isPending) wasSent.current = true
  }, [isPending])

  // It worked, and this form is gone: the card now says so.
  useEffect(() => {
    const card = details.current?.closest('article')
    return () => {
      if (wasSent.current && card?.isConnected && document.activeElement === document.body) moveFocus(card)
    }
  }, [])

  return (
    <details
      ref={details}
      className="contents [&::details-content]:open:basis-full"
      open={state.problem !== null || undefined}
    >
      <summary className={`${buttonClass({ variant: 'secondary' })}`}>{words.open}</summary>
      <form action={submit} className="mt-2 grid gap-3 rounded-md border border-bad-line bg-bad-surface p-4">
        <FormProblem state={state} />
        <input type="hidden" name="id" value={id} />
        {children}
        <div>
          <SubmitButton variant="danger" pendingLabel={words.pending}>
            {words.confirm}
          </SubmitButton>
        </div>
      </form>
    </details>
  )
}
