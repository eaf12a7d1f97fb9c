'use client'

import { useState } from 'react'
import { FormProblem } from '../forms/form-problem.tsx'
import { emptyForm, type FormAction, toFormData } from '../forms/form-state.ts'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'

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
  release: FormAction
}) {
  const [state, setState] = useState(emptyForm)

  async function confirm() {
    setState(await release(emptyForm, toFormData({ id })))
  }

  return (
    <>
      <FormProblem state={state} />
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
