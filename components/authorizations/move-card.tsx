'use client'

import { AccountCheck, AccountField } from '../forms/account-field.tsx'
import { FormOutcome } from '../forms/form-problem.tsx'
import { errorOf, type FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { Card } from '../ui/card.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'

/** For a store whose owner can't sign in to its account any more. */
export function MoveCard({
  id,
  accountId,
  accountName,
  action,
}: {
  id: string
  /** Its owner now. */
  accountId: string
  accountName: string
  action: FormAction
}) {
  const [state, submit] = useForm(action)
  return (
    <Card title="Account">
      <form action={submit} className="grid gap-3">
        <FormOutcome state={state} />
        <p className="text-ink-muted">
          It belongs to <span className="wrap-anywhere">{accountName}</span>. If its owner has lost that
          account, move it to another. API keys of the old account stop working for it, and open renewal links
          are revoked.
        </p>
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="from" value={accountId} />
        <AccountField
          label="Move to"
          none=""
          accounts={[]}
          value={state.values.account}
          error={errorOf(state, 'account')}
        />
        <AccountCheck state={state} />
        <div>
          <SubmitButton variant="secondary" pendingLabel="Moving">
            {state.account === undefined ? 'Move to this account' : `Move to ${state.account.name}`}
          </SubmitButton>
        </div>
      </form>
    </Card>
  )
}
