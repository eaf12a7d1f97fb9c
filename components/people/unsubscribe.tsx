'use client'

import type { ReactNode } from 'react'
import { FormProblem } from '../forms/form-problem.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { useWords } from '../languages/words.tsx'
import { Notice } from '../ui/notice.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'

/** A button, because programs that look at links in emails must not unsubscribe anybody. */
export function UnsubscribeForm({
  token,
  recipient,
  action,
}: {
  token: string
  /** Whose emails they are, in words. */
  recipient: ReactNode
  action: FormAction
}) {
  const [state, submit] = useForm(action, 'unsubscribe')
  const words = useWords('unsubscribe')
  if (state.done !== undefined) {
    return <Notice tone="good" live title={state.done} next={words.doneNext} />
  }
  return (
    <form action={submit} className="grid gap-5 rounded-md border border-line bg-surface p-5 text-base">
      <FormProblem state={state} />
      <input type="hidden" name="token" value={token} />
      <p className="wrap-anywhere">{recipient}</p>
      <SubmitButton size="large" wide pendingLabel={words.stopping}>
        {words.stop}
      </SubmitButton>
    </form>
  )
}
