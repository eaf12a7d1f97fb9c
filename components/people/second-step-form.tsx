'use client'

import { FormProblem } from '../forms/form-problem.tsx'
import { errorOf, type FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { useWords } from '../languages/words.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { CodeField } from './factor-card.tsx'
import type { PasskeyActions } from './passkey-button.tsx'
import { PasskeySignIn } from './sign-in-form.tsx'

/** Fields `code` and `next`. */
export function SecondStepForm({
  action,
  next,
  passkey,
}: {
  action: FormAction
  next: string | null
  /** Null: there are none at this address. */
  passkey: PasskeyActions | null
}) {
  const [state, submit] = useForm(action, 'second-step')
  const words = useWords('factor')
  return (
    <>
      <form action={submit} className="grid gap-5 rounded-md border border-line bg-surface p-5 text-base">
        <FormProblem state={state} />
        <input type="hidden" name="next" value={next ?? ''} />
        <CodeField label={words.code} error={errorOf(state, 'code')} />
        <SubmitButton size="large" wide pendingLabel={words.continuing}>
          {words.continue}
        </SubmitButton>
      </form>
      {passkey !== null && <PasskeySignIn {...passkey} next={next} />}
    </>
  )
}
