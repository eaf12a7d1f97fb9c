import { SelectField } from '../ui/field.tsx'
import { counted } from '../ui/format.ts'

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
          {counted(days, 'day')}
        </option>
      ))}
    </SelectField>
  )
}
