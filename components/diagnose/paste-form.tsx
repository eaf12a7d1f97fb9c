'use client'

import { useActionState, useEffect } from 'react'
import type { PasteDiagnosis } from '#lib/diagnose/explain-paste.ts'
import { describeControl, Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { DiagnosisCard } from './diagnosis-card.tsx'
import { Answers, Questions } from './questions.tsx'

const longestPaste = 200_000
const formId = 'diagnose'

/** So that the page can be shared or reloaded with its answers; the paste itself never gets into an address. */
function keepInAddress(answers: string): void {
  const url = new URL(window.location.href)
  if ((url.searchParams.get('answers') ?? '') === answers) return
  if (answers === '') url.searchParams.delete('answers')
  else url.searchParams.set('answers', answers)
  window.history.replaceState(window.history.state, '', url)
}

/** The field to paste into, and below it the result. Works without JavaScript, too. */
export function PasteForm({
  action,
  initial,
  paste,
  answers,
}: {
  action: DiagnoseAction
  initial: DiagnoseState
  /** The field's initial text. */
  paste: string
  /** The answers from the address, each as `question.answer`. */
  answers: readonly string[]
}) {
  const [state, submit] = useActionState(action, initial)
  const masked = state.kind === 'diagnosed' ? state.masked : undefined
  const given = (state.kind === 'diagnosed' ? state.answered.map(({ id }) => id) : answers).join(',')
  useEffect(() => keepInAddress(given), [given])
  const field = {
    id: 'paste',
    label: 'Amazon’s response, or your request',
    hint: 'Secrets are masked before anything is displayed. Nothing is stored.',
    error:
      state.kind === 'empty' ? 'Paste something first: an error body, an address, a curl command.' : null,
  }
  return (
    <>
      <form
        id={formId}
        action={submit}
        className="grid gap-3 rounded-md border border-line bg-surface p-5 text-base"
      >
        {state.kind === 'refused' && <Notice tone="bad" live title={state.title} next={state.next} />}
        <Field {...field}>
          <textarea
            name="paste"
            data-secret
            rows={10}
            maxLength={longestPaste}
            spellCheck={false}
            autoComplete="off"
            // The masked text stays in the field, so that a secret isn't sent a second time.
            defaultValue={masked ?? paste}
            key={masked}
            placeholder={'{"error":"invalid_grant", …}'}
            className="w-full rounded-md border border-line-strong bg-surface px-3 py-2 font-mono text-lg text-ink placeholder:text-ink-faint sm:text-sm aria-invalid:border-bad-ink"
            {...describeControl(field)}
          />
        </Field>
        <input type="hidden" name="answers" value={given} />
        <div>
          <SubmitButton pendingLabel="Reading">Diagnose</SubmitButton>
        </div>
      </form>
      {state.kind === 'diagnosed' && <DiagnosisResult result={state} />}
    </>
  )
}

/** The result of a paste: its causes, and the things recognized in it. */
export function DiagnosisResult({
  result: { diagnoses, seen, unread, answered },
}: {
  result: PasteDiagnosis
}) {
  const [first, ...others] = diagnoses
  return (
    <section aria-label="Diagnosis" className="grid gap-4">
      {first === undefined ? (
        <Notice
          tone="neutral"
          live
          title="Nothing from Amazon was recognized in this text"
          next="Paste the response body (it names the error), the failing URL, or the code shown on Amazon’s page."
        />
      ) : (
        <div role="status" className="grid gap-4">
          <DiagnosisCard diagnosis={first}>
            <Questions questions={first.questions} formId={formId} />
          </DiagnosisCard>
        </div>
      )}
      <Answers answered={answered} formId={formId} />
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
          title={`${unread.toLocaleString('en')} characters in the middle were skipped`}
          next="Paste the part around the error."
        />
      )}
      {seen.length > 0 && (
        <div className="grid gap-1 text-sm">
          <h2 className="font-medium">Recognized</h2>
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
