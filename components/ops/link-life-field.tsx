import { SelectField } from '../ui/select-field.tsx'

/** Field `days`. */
export function LinkLifeField({
  lives,
  value,
  error,
}: {
  lives: readonly number[]
  value: string | undefined
  error: string | null
}) {
  return (
    <SelectField key={value} name="days" label="Works for" defaultValue={value ?? '7'} error={error}>
      {lives.map((days) => (
        <option key={days} value={days}>
          {days === 1 ? '1 day' : `${days} days`}
        </option>
      ))}
    </SelectField>
  )
}
