import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

export interface Choice {
  value: string
  label: string
  description?: ReactNode
  icon?: LucideIcon
}

/** Radio buttons as cards, for a decision that deserves a sentence of explanation. */
export function ChoiceCards({
  legend,
  name,
  choices,
  defaultValue,
}: {
  legend: string
  name: string
  choices: readonly Choice[]
  defaultValue?: string | undefined
}) {
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 font-medium">{legend}</legend>
      <div className="grid gap-2">
        {choices.map(({ icon: Icon, ...choice }) => (
          <label
            key={choice.value}
            className="flex items-start gap-3 rounded-md border border-line-strong/60 bg-surface p-3 transition-colors hover:border-line-strong has-checked:border-accent has-checked:bg-accent-soft has-checked:ring-1 has-checked:ring-accent has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2"
          >
            <input
              type="radio"
              name={name}
              value={choice.value}
              defaultChecked={choice.value === defaultValue}
              required
              className="mt-0.5 size-4 shrink-0 accent-accent outline-none"
            />
            <span className="grid min-w-0 flex-1">
              <span className="font-medium">{choice.label}</span>
              {choice.description !== undefined && (
                <span className="text-ink-muted text-sm">{choice.description}</span>
              )}
            </span>
            {Icon !== undefined && <Icon size={20} className="text-ink-muted" />}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
