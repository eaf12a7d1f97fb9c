'use client'

import { FormProblem } from '../forms/form-problem.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { useWords } from '../languages/words.tsx'
import { TextAreaField } from '../ui/field.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'

/** Lets a seller report the error on Amazon's page. */
export function ReportForm({
  attemptId,
  shown,
  action,
}: {
  attemptId: string
  /** The earlier report. */
  shown: string
  action: FormAction
}) {
  const [state, submit] = useForm(action, 'report')
  const words = useWords('report')
  const { problem, values } = state
  return (
    <form action={submit} className="grid gap-5 rounded-md border border-line bg-surface p-5 text-base">
      <FormProblem state={state} />
      <input type="hidden" name="attempt" value={attemptId} />
      <TextAreaField
        name="shown"
        label={words.label}
        hint={words.hint}
        maxLength={2_000}
        required
        defaultValue={values.shown ?? shown}
        error={problem?.field === 'shown' ? problem.next : null}
      />
      <SubmitButton size="large" wide pendingLabel={words.sending}>
        {words.send}
      </SubmitButton>
    </form>
  )
}
