import { useShownValue } from './use-shown-value.ts'

/** The first and the last day of a filter, in UTC: the fields `first` and `last` of its form. */
export function Days({ first, last }: { first: string | null; last: string | null }) {
  return (
    <>
      <Day name="first" label="First day, UTC" value={first} />
      <span className="text-ink-muted">to</span>
      <Day name="last" label="Last day, UTC" value={last} />
    </>
  )
}

function Day({ name, label, value }: { name: string; label: string; value: string | null }) {
  return (
    <input
      ref={useShownValue(value ?? '')}
      type="date"
      name={name}
      aria-label={label}
      min="2000-01-01"
      max="2099-12-31"
      defaultValue={value ?? ''}
      className="h-11 min-w-0 rounded-md border border-line-strong bg-surface px-2.5 text-lg max-sm:flex-1 sm:h-9 sm:text-base"
    />
  )
}
