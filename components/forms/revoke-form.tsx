'use client'

import type { ReactNode } from 'react'
import { SubmitButton } from '../ui/submit-button.tsx'
import { FormProblem } from './form-problem.tsx'
import type { FormAction } from './form-state.ts'
import { useForm } from './use-form.tsx'

/** The end of a panel, and of what it is about. Field `id`; the children say what pressing the button does. */
export function RevokeForm({
  id,
  action,
  children,
}: {
  id: string
  action: FormAction
  children: ReactNode
}) {
  const [state, submit] = useForm(action)
  return (
    <form action={submit} className="grid gap-3 border-line border-t pt-5">
      <FormProblem state={state} />
      <input type="hidden" name="id" value={id} />
      <p className="text-ink-muted">{children}</p>
      <div className="flex justify-end">
        <SubmitButton variant="danger" pendingLabel="Revoking">
          Revoke
        </SubmitButton>
      </div>
    </form>
  )
}
