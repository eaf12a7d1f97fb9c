import { SelectField } from '../ui/field.tsx'

/** Field `application`: an application's id, or none, if the label says so. */
export function ApplicationField({
  applications,
  none,
  value,
  hint,
  error = null,
}: {
  applications: readonly { readonly id: string; readonly name: string }[]
  /** The label for choosing none; left out where one has to be chosen, then the first one is selected. */
  none?: string
  value: string | undefined
  hint?: string
  error?: string | null
}) {
  const chosen = value ?? (none === undefined ? applications[0]?.id : '')
  return (
    // Only a new field shows a choice that comes back with an answer.
    <SelectField
      key={value}
      name="application"
      label="Application"
      defaultValue={chosen}
      error={error}
      {...(hint !== undefined && { hint })}
    >
      {none !== undefined && <option value="">{none}</option>}
      {applications.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  )
}
