import type { BulkActionKind } from '#lib/bulk/kinds.ts'
import { paths } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import { counted } from '../ui/format.ts'

interface Props {
  kind: BulkActionKind
  /** The rest of this page's address. */
  query: URLSearchParams
  typed: { readonly tag: string; readonly value: string; readonly days: number }
  days: readonly number[]
  /** The problem with them; null: none. */
  error: string | null
}

/** Further parameters of an action, as part of the address; works without a script. */
export function ParameterForm({ kind, query, typed, days, error }: Props) {
  const isTag = kind === 'add-tag' || kind === 'remove-tag'
  return (
    <Card title={isTag ? 'Tag' : 'Links'}>
      <form action={paths.newBulkAction} className="grid gap-3">
        {[...query].map(([name, value], place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: names can repeat
          <input key={place} type="hidden" name={name} value={value} />
        ))}
        {isTag ? (
          <>
            <TextField
              name="tagName"
              label="Name of the tag"
              hint="Up to 40 lowercase letters, digits, “_”, “.” or “-”"
              autoComplete="off"
              required
              maxLength={40}
              defaultValue={typed.tag}
              error={error}
            />
            {kind === 'add-tag' && (
              <TextField
                name="tagValue"
                label="Value"
                autoComplete="off"
                required
                maxLength={200}
                defaultValue={typed.value}
              />
            )}
          </>
        ) : (
          <SelectField name="days" label="Valid for" defaultValue={typed.days} error={error}>
            {days.map((count) => (
              <option key={count} value={count}>
                {counted(count, 'day')}
              </option>
            ))}
          </SelectField>
        )}
        <div>
          <Button type="submit">Show preview</Button>
        </div>
      </form>
    </Card>
  )
}
