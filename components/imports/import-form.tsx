'use client'

import { clsx } from 'clsx'
import { FormOutcome } from '../forms/form-outcome.tsx'
import { errorOf, type FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { controlClass, describeControl, Field, TextAreaField } from '../ui/field.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'

/** Accepts a file, or text copied from one. The server sends neither back. */
export function ImportForm({ action }: { action: FormAction }) {
  const [state, submit] = useForm(action, 'import')
  const file = {
    id: 'file',
    label: 'File',
    hint: 'CSV or JSON Lines, up to 1 MB. For more, use the command line or the API.',
    error: errorOf(state, 'file'),
  }
  return (
    <form action={submit} className="grid gap-4">
      <FormOutcome state={state} />
      <Field {...file}>
        <input
          type="file"
          name="file"
          accept=".csv,.tsv,.txt,.jsonl,.ndjson,text/csv,application/x-ndjson"
          className={clsx(
            controlClass,
            'h-auto! cursor-pointer py-1.5 pl-1.5',
            'file:mr-3 file:h-7 file:cursor-pointer file:rounded-sm file:border-0 file:bg-sunken file:px-2.5 file:font-medium file:text-ink',
          )}
          {...describeControl(file)}
        />
      </Field>
      <TextAreaField
        name="text"
        label="Or paste its lines"
        hint="The tokens are encrypted when saved. This form keeps neither file nor text."
        rows={4}
        data-secret
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <SubmitButton pendingLabel="Storing lines">Import tokens</SubmitButton>
    </form>
  )
}

const columns: readonly (readonly [name: string, text: string])[] = [
  ['refresh_token', 'Required. It starts with Atzr|.'],
  ['region', 'na, eu or fe. Required without a country.'],
  ['country', 'Such as US or DE: where the seller signs in.'],
  ['application', 'Its name or id. Required if there are several.'],
  ['selling_partner_id', 'Needed so that the seller can renew on the connect page.'],
  ['reference', 'Your own id.'],
  ['tags', 'key=value, separated by semicolons.'],
  ['partner_type', 'seller or vendor.'],
  ['account_id', 'The account that gets it. Otherwise your own.'],
  ['authorized_at', 'When the seller authorized, such as 2026-03-31.'],
]

/** The columns of CSV, which are the fields of JSON Lines. */
export function ImportGuide() {
  return (
    <dl className="grid gap-2.5">
      {columns.map(([name, text]) => (
        <div key={name}>
          <dt className="font-mono text-sm wrap-anywhere">{name}</dt>
          <dd className="text-ink-muted text-sm">{text}</dd>
        </div>
      ))}
    </dl>
  )
}
