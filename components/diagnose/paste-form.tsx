'use client'

import { useActionState } from 'react'
import type { PasteDiagnosis } from '#lib/diagnose/diagnose-paste.ts'
import { describeControl, Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { DiagnosisCard } from './diagnosis-card.tsx'

const longestPaste = 200_000

/** The field to paste into, and below it what came of it. Works without JavaScript, too. */
export function PasteForm({
  action,
  initial,
  paste,
}: {
  action: DiagnoseAction
  initial: DiagnoseState
  /** What the field contains at first. */
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

/** What can be said of a paste: the causes, and what was recognised. */
export function DiagnosisResult({ result: { diagnoses, seen, unread } }: { result: PasteDiagnosis }) {
  const [first, ...others] = diagnoses
  return (
    <section aria-label="Diagnosis" className="grid gap-4">
      {first === undefined ? (
        <Notice
          tone="neutral"
          live
          title="Nothing of Amazon’s was recognised in this"
          next="Paste the body of the answer (it names the error), the address that fails, or the code that Amazon’s page shows."
        />
      ) : (
        <div role="status">
          <DiagnosisCard diagnosis={first} />
        </div>
      )}
      {others.length > 0 && (
        <>
          <h2 className="mt-2 font-medium text-base">Also noticed</h2>
          {others.map((diagnosis) => (
            <DiagnosisCard key={diagnosis.id} diagnosis={diagnosis} />
          ))}
        </>
      )}
      {unread > 0 && (
        <Notice
          tone="due"
          title={`${unread.toLocaleString('en')} characters in the middle were not read`}
          next="Paste the part around the error."
        />
      )}
      {seen.length > 0 && (
        <div className="grid gap-1 text-sm">
          <h2 className="font-medium">Recognised</h2>
          <ul className="grid gap-0.5 text-ink-muted">
            {seen.map((line) => (
              <li key={line} className="wrap-anywhere">
                {line}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}

/** The result of a paste. */
export type DiagnoseState =
  | { readonly kind: 'new' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'refused'; readonly title: string; readonly next: string }
  | ({ readonly kind: 'diagnosed' } & PasteDiagnosis)

export type DiagnoseAction = (state: DiagnoseState, form: FormData) => Promise<DiagnoseState>
