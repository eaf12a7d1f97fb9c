import { clsx } from 'clsx'
import type { AuthorizationSummary, StateCount } from '../authorizations/authorizations-page.ts'
import { Badge } from '../ui/badge.tsx'

/** One selling partner in the list of the picker. */
export function PartnerOption({
  id,
  option,
  state,
  isActive,
  choose,
}: {
  id: string
  option: AuthorizationSummary
  state: StateCount | undefined
  isActive: boolean
  choose: () => void
}) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the combobox
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the combobox's
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      // Before the field loses its focus and the list closes.
      onPointerDown={(event) => event.preventDefault()}
      onClick={choose}
      className={clsx(
        'flex cursor-pointer items-center justify-between gap-3 rounded-sm px-3 py-2 hover:bg-sunken',
        isActive && 'bg-sunken',
      )}
    >
      <span className="grid min-w-0">
        <span className="truncate font-medium">{option.name}</span>
        <span className="truncate text-ink-muted text-sm">
          {option.sellingPartnerId !== null && (
            <>
              <span className="font-mono">{option.sellingPartnerId}</span>,{' '}
            </>
          )}
          {option.accountName}
        </span>
      </span>
      {state !== undefined && <Badge tone={state.tone}>{state.label}</Badge>}
    </div>
  )
}
