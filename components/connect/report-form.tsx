'use client'

import { FormProblem } from '../forms/form-problem.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { TextAreaField } from '../ui/field.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'

/** What Amazon's page showed, in the seller's words. */
export function ReportForm({
  attemptId,
  shown,
  action,
}: {
  attemptId: string
  /** What was reported before. */
  shown: string
  action: FormAction
}) {
  const [state, submit] = useForm(action)
  const { problem, values } = state
  return (
    <form action={submit} className="grid gap-5 rounded-md border border-line bg-surface p-5 text-base">
      <FormProblem state={state} />
      <input type="hidden" name="attempt" value={attemptId} />
      <TextAreaField
        name="shown"
        label="What did Amazon show?"
        hint="The code is enough, such as MD5101, SPDC8143 or SPSA0404. The text of the page helps if there is no code."
        maxLength={2_000}
        required
        defaultValue={values.shown ?? shown}
        error={problem?.field === 'shown' ? problem.next : null}
      />
      <SubmitButton size="large" wide pendingLabel="Sending">
        Send report
      </SubmitButton>
    </form>
  )
}
