'use client'

import { useState, useTransition } from 'react'
import { toast } from 'sonner'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { ActionProblem } from './action-problem.tsx'
import type { ActionResult, ActionProblem as Problem } from './action-result.ts'

export type Refresh = (input: { id: string }) => Promise<ActionResult<{ worked: boolean }>>

/** Asks Amazon for a token at once. What was seen stands on the page afterwards. */
export function RefreshButton({ id, refresh }: { id: string; refresh: Refresh }) {
  const [pending, start] = useTransition()
  const [problem, setProblem] = useState<Problem | null>(null)

  function press() {
    start(async () => {
      const result = await refresh({ id })
      setProblem(result.ok ? null : result)
      if (!result.ok) return
      if (result.value.worked) toast.success('Amazon gave a fresh access token.')
      else toast.warning('Amazon gave no token. The reason stands on this page.')
    })
  }

  return (
    <>
      <Button variant="primary" pending={pending} onClick={press}>
        {!pending && <Icon name="refresh-cw" size={14} />}
        {pending ? 'Asking Amazon' : 'Refresh now'}
      </Button>
      {problem !== null && (
        <div className="order-last w-full">
          <ActionProblem problem={problem} />
        </div>
      )}
    </>
  )
}
