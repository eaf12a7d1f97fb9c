'use client'

import { useEffect } from 'react'
import { FormProblem } from '../forms/form-problem.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { paths } from '../paths.ts'
import { AnchorButton, Spinner } from '../ui/button.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'

const askEveryMs = 1_000

/** Starts the demo afresh, and opens its sign-in once it is back. */
export function ResetForm({ action }: { action: FormAction }) {
  const [state, submit] = useForm(action, 'demo-reset')
  const isStarting = state.done !== undefined
  useEffect(() => {
    if (!isStarting) return
    let wasAway = false
    const timer = setInterval(async () => {
      const response = await fetch('/healthz', { cache: 'no-store' }).catch(() => null)
      if (response === null) wasAway = true
      else if (wasAway && response.ok) location.assign(paths.signIn(paths.overview))
    }, askEveryMs)
    return () => clearInterval(timer)
  }, [isStarting])
  return (
    <form action={submit} className="grid gap-4">
      <input type="hidden" name="sure" value="yes" />
      {isStarting ? (
        <p role="status" className="flex items-center gap-2.5 text-ink-muted">
          <Spinner />
          {state.done}
        </p>
      ) : (
        <FormProblem state={state} />
      )}
      {!isStarting && (
        <div className="flex flex-wrap gap-2">
          <SubmitButton variant="danger" size="large">
            Reset the demo
          </SubmitButton>
          <AnchorButton href={paths.overview} size="large">
            Back
          </AnchorButton>
        </div>
      )}
    </form>
  )
}
