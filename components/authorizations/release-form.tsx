'use client'

import { useState } from 'react'
import { ActionProblem } from '../forms/action-problem.tsx'
import type { ActionProblem as Problem } from '../forms/action-result.ts'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import type { EndAuthorization } from './revoke-form.tsx'

/** Gives the selling partner free for another account, after its id has been typed. */
export function ReleaseForm({
  id,
  name,
  phrase,
  release,
}: {
  id: string
  name: string
  phrase: string
  release: EndAuthorization
}) {
  const [problem, setProblem] = useState<Problem | null>(null)

  async function confirm() {
    const result = await release({ id })
    setProblem(result.ok ? null : result)
  }

  return (
    <>
      <ActionProblem problem={problem} />
      <p className="text-ink-muted">
        Destroys the tokens and gives the selling partner free, so that another account can connect it. This
        record stays as history.
      </p>
      <ConfirmDialog
        trigger={<Button>Release</Button>}
        title={`Release ${name}`}
        phrase={phrase}
        confirmLabel="Release for another account"
        pendingLabel="Releasing"
        action={confirm}
      >
        <p>Its tokens are destroyed. This record can never be connected again: it stays as history.</p>
        <p>
          From then on any account that brings Amazon’s permission for this selling partner connects it. Do
          this only when you know who is right.
        </p>
      </ConfirmDialog>
    </>
  )
}
