'use client'

import type { ReactNode } from 'react'
import { FormProblem } from '../forms/form-problem.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { buttonClass } from '../ui/button.tsx'
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
  const [state, submit] = useForm(action, 'disconnect')
  return (
    <details
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
