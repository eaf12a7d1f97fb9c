'use client'

import { RefreshCwIcon } from 'lucide-react'
import { startTransition, useState, useTransition } from 'react'
import { toast } from 'sonner'
import { ActionProblem } from '../forms/action-problem.tsx'
import type { ActionResult } from '../forms/action-result.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'

type Result = ActionResult<{ worked: boolean }>
export type Refresh = (input: { id: string }) => Promise<Result>

/** Asks Amazon for a token. What came of it is shown until something else changes the authorization. */
export function RefreshButton({
  id,
  version,
  refresh,
}: {
  id: string
  /** Another one whenever the authorization's state changes. */
  version: string
  refresh: Refresh
}) {
  const [pending, start] = useTransition()
  const [result, setResult] = useState<Result | null>(null)
  /** The state that the result belongs to: the one that the press left behind. */
  const [shownVersion, setShownVersion] = useState<string | null>(null)
  if (result !== null && !pending && shownVersion === null) setShownVersion(version)

  function press() {
    start(async () => {
      const answer = await refresh({ id })
      startTransition(() => {
        setResult(answer)
        setShownVersion(null)
      })
      if (answer.ok && answer.value.worked) toast.success('Amazon gave a fresh access token.')
    })
  }

  return (
    <>
      <Button variant="primary" pending={pending} onClick={press}>
        {!pending && <RefreshCwIcon size={14} />}
        {pending ? 'Asking Amazon' : 'Refresh now'}
      </Button>
      {result !== null && !pending && shownVersion === version && !(result.ok && result.value.worked) && (
        <div className="basis-full">
          {result.ok ? (
            <Notice tone="doubt" live title="Amazon gave no token" next="What was seen stands below." />
          ) : (
            <ActionProblem problem={result} />
          )}
        </div>
      )}
    </>
  )
}
