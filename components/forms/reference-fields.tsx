import { TextAreaField, TextField } from '../ui/field.tsx'
import { errorOf, type FormState } from './form-state.ts'

/** The company's own id of a record and its tags: fields `reference` and `tags`. */
export function ReferenceFields({
  state,
  externalReference = '',
  tags = '',
}: {
  state: FormState
  externalReference?: string
  tags?: string
}) {
  return (
    <>
      <TextField
        name="reference"
        label="Your reference"
        hint="Your own id for this seller. It appears in the list, the API and webhooks."
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        defaultValue={state.values.reference ?? externalReference}
        error={errorOf(state, 'reference')}
      />
      <TextAreaField
        name="tags"
        label="Tags"
        hint="One key=value per line, such as plan=pro."
        autoComplete="off"
        spellCheck={false}
        rows={3}
        defaultValue={state.values.tags ?? tags}
        error={errorOf(state, 'tags')}
      />
    </>
  )
}
