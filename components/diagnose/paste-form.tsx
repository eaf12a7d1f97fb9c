'use client'

import { useActionState } from 'react'
import { describeControl, Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import type { DiagnoseAction, DiagnoseState } from './diagnose-state.ts'
import { DiagnosisResult } from './diagnosis-result.tsx'

const longestPaste = 200_000

/** The field to paste into, and below it what came of it. Works without JavaScript, too. */
export function PasteForm({
  action,
  initial,
  paste,
}: {
  action: DiagnoseAction
  initial: DiagnoseState
  /** What stands in the field at first. */
  paste: string
}) {
  const [state, submit] = useActionState(action, initial)
  const masked = state.kind === 'diagnosed' ? state.masked : undefined
  const field = {
    id: 'paste',
    label: 'What Amazon answered, or what you sent',
    hint: 'Secrets are masked before anything is shown. Nothing is stored.',
    error:
      state.kind === 'empty' ? 'Paste something first: an error body, an address, a curl command.' : null,
  }
  return (
    <>
      <form action={submit} className="grid gap-3 rounded-md border border-line bg-surface p-5 text-base">
        {state.kind === 'refused' && <Notice tone="bad" live title={state.title} next={state.next} />}
        <Field {...field}>
          <textarea
            name="paste"
            data-secret
            rows={10}
            maxLength={longestPaste}
            spellCheck={false}
            autoComplete="off"
            // What is masked stays in the field: a secret need not travel a second time.
            defaultValue={masked ?? paste}
            key={masked}
            placeholder={'{"error":"invalid_grant", …}'}
            className="w-full rounded-md border border-line-strong bg-surface px-3 py-2 font-mono text-lg text-ink placeholder:text-ink-faint sm:text-sm aria-invalid:border-bad-ink"
            {...describeControl(field)}
          />
        </Field>
        <div>
          <SubmitButton pendingLabel="Reading">Diagnose</SubmitButton>
        </div>
      </form>
      {state.kind === 'diagnosed' && <DiagnosisResult result={state} />}
    </>
  )
}
