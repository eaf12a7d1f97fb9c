'use client'

import { FormProblem } from '../forms/form-problem.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { useWords } from '../languages/words.tsx'
import { TextAreaField } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'

/** Explains the error on Amazon's page. The text isn't put into an address: people may copy more than the message. */
export function ExplainForm({ action }: { action: FormAction }) {
  const [state, submit] = useForm(action, 'explain')
  const words = useWords('report')
  const { problem, values, explanation } = state
  return (
    <form action={submit} className="grid gap-5 rounded-md border border-line bg-surface p-5 text-base">
      <FormProblem state={state} />
      {explanation !== undefined && (
        <Notice tone="due" live title={explanation.title} next={explanation.next} />
      )}
      <TextAreaField
        key={values.shown}
        name="shown"
        label={words.label}
        hint={words.hint}
        maxLength={2_000}
        required
        defaultValue={values.shown}
        error={problem?.field === 'shown' ? problem.next : null}
      />
      <SubmitButton size="large" wide pendingLabel={words.explaining}>
        {words.explain}
      </SubmitButton>
    </form>
  )
}
