'use client'

import { type ReactNode, useState } from 'react'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { useConfirmed } from './confirmation-context.ts'
import { FormOutcome } from './form-outcome.tsx'
import { emptyForm, type FormAction, toFormData } from './form-state.ts'

/**
 * A button for what can't be undone: its action runs for the record `id` once `phrase` was typed in a dialog. The
 * result appears above the button. `children`: the consequences, in the dialog.
 */
export function ConfirmedAction({
  id,
  action,
  ...dialog
}: {
  id: string
  action: FormAction
  trigger: ReactNode
  title: string
  phrase: string
  confirmLabel: string
  pendingLabel: string
  children: ReactNode
}) {
  const [state, setState] = useState(emptyForm)
  const confirmed = useConfirmed(action)

  async function send() {
    const result = await confirmed(emptyForm, toFormData({ id }))
    setState(result)
    if (result.redirectTo !== undefined) location.assign(result.redirectTo)
  }

  return (
    <>
      <FormOutcome state={state} />
      <ConfirmDialog {...dialog} action={send} />
    </>
  )
}
