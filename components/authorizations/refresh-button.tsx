'use client'

import { RefreshCwIcon } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { FormProblem } from '../forms/form-problem.tsx'
import { emptyForm, type FormAction, type FormState, toFormData } from '../forms/form-state.ts'
import { usePending } from '../forms/use-pending.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { toast } from '../ui/toaster.tsx'

/** Asks Amazon for a token. The result is shown until something else changes the authorization. */
export function RefreshButton({
  id,
  version,
  refresh,
  label = 'Refresh now',
  variant = 'secondary',
}: {
  id: string
  /** Changes with the authorization's state. */
  version: string
  refresh: FormAction
  label?: string
  variant?: 'primary' | 'secondary'
}) {
  const router = useRouter()
  const [asking, start] = usePending()
  const [reading, startReading] = useTransition()
  const pending = asking || reading
  const [result, setResult] = useState<FormState | null>(null)
  /** The state right after the refresh, to which the result belongs. */
  const [shownVersion, setShownVersion] = useState<string | null>(null)
  if (result !== null && !pending && shownVersion === null) setShownVersion(version)

  function press() {
    start(async () => {
      const answer = await refresh(emptyForm, toFormData({ id }))
      // In one transition, so that the result appears together with the state to which it belongs.
      startReading(() => {
        router.refresh()
        setResult(answer)
        setShownVersion(null)
      })
      if (answer.done !== undefined) toast(answer.done)
    })
  }

  return (
    <>
      <Button variant={variant} pending={pending} onClick={press}>
        {!pending && <RefreshCwIcon size={14} />}
        {pending ? 'Checking with Amazon' : label}
      </Button>
      {result !== null && !pending && shownVersion === version && result.done === undefined && (
        <div className="basis-full">
          {result.problem === null ? (
            <Notice tone="doubt" live title="Amazon didn’t issue a token" next="Details below." />
          ) : (
            <FormProblem state={result} />
          )}
        </div>
      )}
    </>
  )
}
