import type { ReactNode } from 'react'

/** A box to tick, which says `value` in the form, and a sentence about it. */
export function CheckBox({
  name,
  label,
  hint,
  value = 'yes',
  required = false,
  defaultChecked = false,
}: {
  name: string
  label: ReactNode
  hint?: ReactNode
  value?: string
  required?: boolean
  defaultChecked?: boolean
}) {
  return (
    <label className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 leading-snug">
      <input
        type="checkbox"
        name={name}
        value={value}
        required={required}
        defaultChecked={defaultChecked}
        className="mt-0.5 size-4 accent-accent"
      />
      {label}
      {hint !== undefined && <span className="col-start-2 text-ink-muted text-sm">{hint}</span>}
    </label>
  )
}
