'use client'

import { FormProblem } from '../forms/form-problem.tsx'
import { errorOf, type FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { LinkLifeField } from './link-life-field.tsx'
import { LinkShownOnce } from './link-shown-once.tsx'

/** Makes a connect link that renews one authorization and nothing else. */
export function LinkRenewalForm({
  formId,
  authorizationId,
  lives,
  action,
}: {
  /** Of the link to be made: a form that is sent twice makes one. */
  formId: string
  authorizationId: string
  lives: readonly number[]
  action: FormAction
}) {
  const [state, submit] = useForm(action)
  return (
    <form action={submit} className="grid gap-3 border-line border-t pt-3">
      {state.link === undefined ? <FormProblem state={state} /> : <LinkShownOnce state={state} />}
      <input type="hidden" name="id" value={formId} />
      <input type="hidden" name="authorization" value={authorizationId} />
      <p className="text-ink-muted">
        Or make a link that ends: it works once, says beforehand what it asks for, and can be revoked under
        Connect links.
      </p>
      <div className="flex flex-wrap items-end gap-2">
        <div className="min-w-28 flex-1">
          <LinkLifeField lives={lives} value={state.values.days} error={errorOf(state, 'days')} />
        </div>
        <SubmitButton variant="secondary" pendingLabel="Making the link">
          Make a one-time link
        </SubmitButton>
      </div>
    </form>
  )
}
