import type { ReactNode } from 'react'

/** A box to tick, which says `yes` in the form, and a sentence about it. */
export function CheckBox({
  name,
  label,
  hint,
  defaultChecked,
}: {
  name: string
  label: string
  hint?: ReactNode
  defaultChecked: boolean
}) {
  return (
    <label className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 leading-snug">
      <input
        type="checkbox"
        name={name}
        value="yes"
        defaultChecked={defaultChecked}
        className="mt-0.5 size-4 accent-accent"
      />
      {label}
      {hint !== undefined && <span className="col-start-2 text-ink-muted text-sm">{hint}</span>}
    </label>
  )
}
