import { clsx } from 'clsx'
import { CircleAlertIcon } from 'lucide-react'
import type { ReactNode } from 'react'

export interface FieldText {
  id: string
  label: ReactNode
  hint?: ReactNode
  /** What is wrong and what to do. Shown below the control, announced, and marks the control invalid. */
  error?: string | null | undefined
}

/** Attributes that tie a control to its hint and its error. */
export function describeControl({ id, hint, error }: FieldText) {
  const ids = clsx(hint !== undefined && `${id}-hint`, error && `${id}-error`)
  return {
    id,
    ...(ids !== '' && { 'aria-describedby': ids }),
    ...(error && { 'aria-invalid': true as const }),
  }
}

export const controlClass = clsx(
  'w-full rounded-md border border-line-strong bg-surface px-3 text-ink placeholder:text-ink-faint',
  // 16 px on a phone: anything smaller makes iOS zoom into the page.
  'h-11 text-lg sm:h-10 sm:text-base',
  'aria-invalid:border-bad-ink disabled:cursor-not-allowed disabled:bg-sunken disabled:text-ink-muted',
)

/** Label, control, hint and error of one field. The control takes `describeControl(field)`. */
export function Field({ id, label, hint, error, children }: FieldText & { children: ReactNode }) {
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {children}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-ink-muted text-sm">
          {hint}
        </p>
      )}
      <FieldError id={`${id}-error`} error={error} />
    </div>
  )
}

/** What is wrong with a control, announced when it appears; for a group of controls, too. */
export function FieldError({ id, error }: { id: string; error: string | null | undefined }) {
  if (!error) return null
  return (
    <p id={id} role="alert" className="flex gap-1.5 text-bad-ink text-sm wrap-anywhere">
      <CircleAlertIcon size={14} className="mt-[3px]" />
      {error}
    </p>
  )
}
