import { TextField } from '../ui/field.tsx'
import type { Typed } from './typed.ts'

/** When an authorization is due again. The calendar warns; only Amazon's answer condemns. */
export function RenewalFields({
  typed: { value, error },
  termDays,
}: {
  typed: Typed
  /** What the chosen kind begins with; null: what stands in the form. */
  termDays: string | null
}) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        key={termDays}
        name="renewalTermDays"
        label="Term in days"
        hint="Amazon says 365 for public applications. Empty: none."
        inputMode="numeric"
        defaultValue={termDays ?? value('renewalTermDays')}
        error={error('renewalTermDays')}
      />
      <TextField
        name="renewalDueDays"
        label="Due in the last days"
        hint="From then on, sellers and operators see that it is due."
        inputMode="numeric"
        required
        defaultValue={value('renewalDueDays')}
        error={error('renewalDueDays')}
      />
      <TextField
        name="renewalWarningDays"
        label="Warn on days before the end"
        hint="Separated by commas. Empty: never."
        defaultValue={value('renewalWarningDays')}
        error={error('renewalWarningDays')}
      />
    </div>
  )
}
