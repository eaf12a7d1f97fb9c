'use client'

import type { ReactNode } from 'react'
import { useFormStatus } from 'react-dom'
import type { ButtonLook } from './button.tsx'
import { Button } from './button.tsx'

/** The button of a form with a server action: pending while the action runs, so it can't be sent twice. */
export function SubmitButton({
  children,
  pendingLabel,
  disabled,
  ...look
}: ButtonLook & {
  children: ReactNode
  pendingLabel?: string | undefined
  disabled?: boolean
}) {
  const { pending } = useFormStatus()
  return (
    <Button type="submit" variant="primary" pending={pending} disabled={disabled} {...look}>
      {pending && pendingLabel !== undefined ? pendingLabel : children}
    </Button>
  )
}
