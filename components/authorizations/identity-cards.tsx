'use client'

import { AccountCheck, AccountField } from '../forms/account-field.tsx'
import { FormOutcome } from '../forms/form-outcome.tsx'
import { errorOf, type FormAction } from '../forms/form-state.ts'
import { ReferenceFields } from '../forms/reference-fields.tsx'
import { useForm } from '../forms/use-form.tsx'
import { Card } from '../ui/card.tsx'
import { TextField } from '../ui/field.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'

/** The operators' label and, if Amazon didn't provide it, the merchant token. */
export function NameCard({
  id,
  label,
  placeholder,
  actions,
}: {
  id: string
  label: string | null
  /** Its name without a label. */
  placeholder: string
  /** Null: its merchant token is known. */
  actions: { readonly label: FormAction; readonly addSellingPartner: FormAction | null }
}) {
  return (
    <Card title="Name">
      <div className="grid gap-4">
        <OneField
          action={actions.label}
          id={id}
          field={{
            name: 'name',
            label: 'Label',
            hint: 'Shown here and on the seller’s page.',
            placeholder,
            maxLength: 100,
            defaultValue: label ?? '',
          }}
          submit="Save label"
        />
        {actions.addSellingPartner !== null && (
          <OneField
            action={actions.addSellingPartner}
            id={id}
            field={{
              name: 'sellingPartner',
              label: 'Merchant token',
              hint: 'Amazon didn’t provide it. With it, a new authorization of the same selling partner is matched to this record.',
              maxLength: 64,
              required: true,
            }}
            submit="Add merchant token"
          />
        )}
      </div>
    </Card>
  )
}

/** Its id in the company's own systems. */
export function ReferenceCard({
  id,
  externalReference,
  tags,
  action,
}: {
  id: string
  externalReference: string | null
  tags: Readonly<Record<string, string>>
  action: FormAction
}) {
  const [state, send] = useForm(action, 'reference')
  return (
    <Card title="Reference and tags">
      <form action={send} className="grid justify-items-start gap-3">
        <FormOutcome state={state} />
        <input type="hidden" name="id" value={id} />
        <div className="grid w-full gap-3">
          <ReferenceFields
            state={state}
            externalReference={externalReference ?? ''}
            tags={Object.entries(tags)
              .map(([key, value]) => `${key}=${value}`)
              .join('\n')}
          />
        </div>
        <SubmitButton variant="secondary" pendingLabel="Saving">
          Save reference and tags
        </SubmitButton>
      </form>
    </Card>
  )
}

function OneField({
  action,
  id,
  field,
  submit,
}: {
  action: FormAction
  id: string
  field: Parameters<typeof TextField>[0]
  submit: string
}) {
  const [state, send] = useForm(action, field.name)
  return (
    <form action={send} className="grid justify-items-start gap-3">
      <FormOutcome state={state} />
      <input type="hidden" name="id" value={id} />
      <div className="grid w-full">
        <TextField
          autoComplete="off"
          spellCheck={false}
          {...field}
          {...(state.values[field.name] !== undefined && { defaultValue: state.values[field.name] })}
          error={errorOf(state, field.name)}
        />
      </div>
      <SubmitButton variant="secondary" pendingLabel="Saving">
        {submit}
      </SubmitButton>
    </form>
  )
}

/** For an operator who has verified in another way that the id is right, such as by asking the seller. */
export function ConfirmIdCard({ id, action }: { id: string; action: FormAction }) {
  const [state, submit] = useForm(action, 'confirm-id')
  return (
    <Card title="Selling partner id">
      <form action={submit} className="grid gap-3">
        <FormOutcome state={state} />
        <p className="text-ink-muted">
          It isn’t verified yet. If you know the seller’s merchant token from another source, such as a
          contract, enter it here to compare.
        </p>
        <input type="hidden" name="id" value={id} />
        <TextField
          name="sellingPartner"
          label="Known merchant token"
          autoComplete="off"
          spellCheck={false}
          maxLength={64}
          required
          defaultValue={state.values.sellingPartner}
          error={errorOf(state, 'sellingPartner')}
        />
        <div>
          <SubmitButton variant="secondary" pendingLabel="Confirming">
            Confirm id
          </SubmitButton>
        </div>
      </form>
    </Card>
  )
}

/** For a store whose owner can no longer sign in to its account. */
export function MoveCard({
  id,
  accountId,
  accountName,
  action,
}: {
  id: string
  /** Its current owner. */
  accountId: string
  accountName: string
  action: FormAction
}) {
  const [state, submit] = useForm(action, 'move-account')
  return (
    <Card title="Account">
      <form action={submit} className="grid gap-3">
        <FormOutcome state={state} />
        <p className="text-ink-muted">
          It belongs to <span className="wrap-anywhere">{accountName}</span>. If the owner has lost access to
          that account, move it to another one. API keys of the old account stop working for it, and open
          renewal links are revoked.
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
