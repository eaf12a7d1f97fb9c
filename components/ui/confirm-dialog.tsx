'use client'

import { type ReactNode, useId, useState } from 'react'
import { Dialog } from './dialog.tsx'
import { TextField } from './field.tsx'
import { SubmitButton } from './submit-button.tsx'

/**
 * Requires `phrase` to be typed before `action` can run. `children`: the consequences, and hidden fields. The server
 * must not rely on it: it only guards against a slip of the hand.
 */
export function ConfirmDialog({
  trigger,
  title,
  phrase,
  confirmLabel,
  pendingLabel,
  action,
  children,
}: {
  trigger: ReactNode
  title: string
  phrase: string
  confirmLabel: string
  pendingLabel?: string
  action: (form: FormData) => Promise<void>
  children: ReactNode
}) {
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const id = useId()
  const matches = typed.trim() === phrase

  async function confirm(form: FormData) {
    if (!matches) return
    await action(form)
    setOpen(false)
    setTyped('')
  }

  return (
    <Dialog trigger={trigger} title={title} open={open} onOpenChange={setOpen}>
      <form action={confirm} className="grid gap-4">
        <div className="grid gap-2 text-ink-muted">{children}</div>
        <TextField
          id={id}
          name="confirmation"
          autoComplete="off"
          label={
            <>
              Type <strong className="select-all font-mono font-medium">{phrase}</strong> to confirm
            </>
          }
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <div className="flex justify-end">
          <SubmitButton variant="danger" pendingLabel={pendingLabel} disabled={!matches}>
            {confirmLabel}
          </SubmitButton>
        </div>
      </form>
    </Dialog>
  )
}
