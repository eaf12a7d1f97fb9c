'use client'

import type { SellerEmails } from '#lib/notifications/seller-emails.ts'
import { ActionForm } from '../forms/action-form.tsx'
import type { FormAction, FormState } from '../forms/form-state.ts'
import { KeptCheckBox } from '../forms/kept-check-box.tsx'
import { Badge } from '../ui/badge.tsx'
import { Facts } from '../ui/facts.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'

const labels = {
  renewals: 'Remind sellers before their authorization has to be renewed',
  accessLost: 'Tell sellers when Amazon no longer accepts their authorization',
} as const

/** Fields `renewals` and `accessLost`. */
export function SellerEmailsForm({
  current,
  save,
}: {
  /** With their version. */
  current: SellerEmails & { readonly seenAt: string }
  save: FormAction | null
}) {
  if (save === null) {
    const state = (isOn: boolean) => <Badge tone={isOn ? 'good' : 'neutral'}>{isOn ? 'On' : 'Off'}</Badge>
    return (
      <Facts
        facts={[
          { term: 'Renewal', detail: state(current.renewals) },
          { term: 'Access lost', detail: state(current.accessLost) },
        ]}
      />
    )
  }
  return (
    <ActionForm name="seller-emails" action={save} hidden={{ seenAt: current.seenAt }} className="grid gap-4">
      {(state) => {
        const stored = storedNow(state, current)
        return (
          <>
            <p className="text-ink-muted">
              Only confirmed addresses get these emails. Each has one link, with which the seller renews, and
              another to stop the emails. While an incident is open, none are sent.
            </p>
            <KeptCheckBox
              state={state}
              usual={current.renewals}
              name="renewals"
              label={labels.renewals}
              hint={`On the warning days of each application. Sellers who are within them now get one email today.${stored(current.renewals)}`}
            />
            <KeptCheckBox
              state={state}
              usual={current.accessLost}
              name="accessLost"
              label={labels.accessLost}
              hint={`At most once in 7 days.${stored(current.accessLost)}`}
            />
            <div>
              <SubmitButton pendingLabel="Saving">Save</SubmitButton>
            </div>
          </>
        )
      }}
    </ActionForm>
  )
}

/** What is stored for each, once another person has changed it. */
function storedNow({ values }: FormState, { seenAt }: { readonly seenAt: string }) {
  const isStale = values.seenAt !== undefined && values.seenAt !== seenAt
  return (isOn: boolean) => (isStale ? ` Stored now: ${isOn ? 'on' : 'off'}.` : '')
}
