'use client'

import { useState } from 'react'
import { useConfirmed } from '../forms/confirmation-context.ts'
import { FormOutcome } from '../forms/form-outcome.tsx'
import { emptyForm, type FormAction, toFormData } from '../forms/form-state.ts'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'

/** Deletes what identifies a seller, after the name of the account has been typed. */
export function DeleteSellerForm({
  account,
  action,
}: {
  account: { readonly id: string; readonly name: string }
  action: FormAction
}) {
  const [state, setState] = useState(emptyForm)
  const remove = useConfirmed(action)
  return (
    <div className="grid gap-3">
      <FormOutcome state={state} />
      <p className="text-ink-muted">
        If the seller asks for their data to be deleted: this removes the account with everyone who signs in
        for it, and leaves a report.
      </p>
      <div className="flex justify-end">
        <ConfirmDialog
          trigger={<Button variant="danger">Delete data</Button>}
          title={`Delete the data of ${account.name}`}
          phrase={account.name}
          confirmLabel="Delete the seller’s data"
          pendingLabel="Deleting"
          action={async () => setState(await remove(emptyForm, toFormData({ id: account.id })))}
        >
          <p>
            People, tokens, store names, ids, calls and messages are deleted, and names and IP addresses are
            erased from the audit log. Programs get no more tokens for this seller.
          </p>
          <p>This can’t be undone.</p>
        </ConfirmDialog>
      </div>
    </div>
  )
}
