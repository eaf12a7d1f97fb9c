'use client'

import { useState } from 'react'
import { FormProblem } from '../forms/form-problem.tsx'
import { emptyForm, type FormAction, toFormData } from '../forms/form-state.ts'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { ManageAppsLink } from './manage-apps-link.tsx'

/** Ends the authorization on our side, after its id has been typed. */
export function RevokeForm({
  id,
  name,
  phrase,
  manageAppsUrl,
  revoke,
}: {
  id: string
  name: string
  phrase: string
  manageAppsUrl: string | null
  revoke: FormAction
}) {
  const [state, setState] = useState(emptyForm)

  async function confirm() {
    setState(await revoke(emptyForm, toFormData({ id })))
  }

  return (
    <>
      <FormProblem state={state} />
      <p className="text-ink-muted">
        Destroys the tokens that are kept here, at once. The seller can authorize again.
      </p>
      <ConfirmDialog
        trigger={<Button>Revoke</Button>}
        title={`Revoke ${name}`}
        phrase={phrase}
        confirmLabel="Revoke and destroy the tokens"
        pendingLabel="Revoking"
        action={confirm}
      >
        <p>The refresh token and the access token are destroyed. No one can bring them back.</p>
        <p>
          Whatever calls Amazon for this selling partner stops working. To undo it, the seller has to
          authorize again.
        </p>
        <p>
          Amazon has no call that ends the permission itself. The seller does that in Seller Central under{' '}
          <ManageAppsLink url={manageAppsUrl} />.
        </p>
      </ConfirmDialog>
    </>
  )
}
