'use client'

import { ActionForm } from '../forms/action-form.tsx'
import { FormProblem } from '../forms/form-problem.tsx'
import { errorOf, type FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { ShownOnce } from '../ui/code.tsx'
import { SelectField } from '../ui/field.tsx'
import { counted } from '../ui/format.ts'
import { SubmitButton } from '../ui/submit-button.tsx'

export interface SecretActions {
  readonly replace: FormAction
  readonly endPrevious: FormAction
  /** For how many days the previous secret can keep working. */
  readonly overlaps: readonly number[]
}

/** In a key's panel: replaces its secret, or ends the previous one while both work. */
export function ReplaceSecret({
  id,
  hasPrevious,
  actions,
}: {
  id: string
  hasPrevious: boolean
  actions: SecretActions
}) {
  const [state, submit] = useForm(actions.replace, 'replace-secret-replace', { id })
  return (
    <section aria-label="Secret" className="grid gap-3 border-line border-t pt-5">
      {state.key === undefined ? (
        <FormProblem state={state} />
      ) : (
        <ShownOnce
          title={state.done}
          next="Copy it into the settings of your programs now. It isn’t shown again. The client id stays the same."
          value={state.key}
          what="the new secret"
        >
          Copy key
        </ShownOnce>
      )}
      {hasPrevious ? (
        <ActionForm
          name="replace-secret-end-previous"
          action={actions.endPrevious}
          hidden={{ id }}
          className="grid gap-3"
        >
          <p className="text-ink-muted">
            Two secrets currently work. End the previous one once every program has the new one.
          </p>
          <div className="flex justify-end">
            <SubmitButton variant="secondary" pendingLabel="Ending the previous secret">
              End previous secret
            </SubmitButton>
          </div>
        </ActionForm>
      ) : (
        <form action={submit} className="grid gap-3">
          <input type="hidden" name="id" value={id} />
          <p className="text-ink-muted">
            Replace the secret without downtime: both work until every program has the new one.
          </p>
          <div className="flex flex-wrap items-end gap-2">
            <div className="min-w-40 flex-1">
              <SelectField
                name="overlap"
                key={state.values.overlap}
                label="Previous secret works for"
                defaultValue={state.values.overlap ?? '7'}
                error={errorOf(state, 'overlap')}
              >
                {actions.overlaps.map((days) => (
                  <option key={days} value={days}>
                    {counted(days, 'more day')}
                  </option>
                ))}
              </SelectField>
            </div>
            <SubmitButton variant="secondary" pendingLabel="Replacing the secret">
              Replace secret
            </SubmitButton>
          </div>
        </form>
      )}
    </section>
  )
}
