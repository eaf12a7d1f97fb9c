'use client'

import { ConfirmedAction } from '../forms/confirmed-action.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { Button } from '../ui/button.tsx'

/** Deletes what identifies a seller, after the name of the account has been typed. */
export function DeleteSellerForm({
  account,
  action,
}: {
  account: { readonly id: string; readonly name: string }
  action: FormAction
}) {
  return (
    <div className="grid gap-3">
      <p className="text-ink-muted">
        If the seller asks for their data to be deleted: this removes the account with everyone who signs in
        for it, and leaves a report.
      </p>
      <div className="grid justify-items-end gap-3">
        <ConfirmedAction
          id={account.id}
          action={action}
          trigger={<Button variant="danger">Delete data</Button>}
          title={`Delete the data of ${account.name}`}
          phrase={account.name}
          confirmLabel="Delete the seller’s data"
          pendingLabel="Deleting"
        >
          <p>
            People, tokens, store names, ids, calls and messages are deleted, and names and IP addresses are
            erased from the audit log. Programs get no more tokens for this seller.
          </p>
          <p>This can’t be undone.</p>
        </ConfirmedAction>
      </div>
    </div>
  )
}
