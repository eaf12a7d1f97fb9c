'use client'

import Link from 'next/link'
import { authorizationsView } from '../authorizations/authorizations-view.ts'
import { FormOutcome } from '../forms/form-outcome.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { paths } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { CheckBox } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { TimeStamp } from '../ui/time.tsx'

interface Newer {
  readonly authorizationId: string
  readonly renewedAt: string
}

/** A grant that was set aside, and the operator's two choices. */
export function QuarantineCard({
  attemptId,
  sellingPartnerId,
  accountName,
  newer,
  keptUntil,
  accept,
  dismiss,
}: {
  attemptId: string
  sellingPartnerId: string
  accountName: string
  /** The token that it would replace, though it came later than the grant; ISO 8601. */
  newer: Newer | null
  /** ISO 8601. */
  keptUntil: string
  accept: FormAction
  dismiss: FormAction
}) {
  const [accepted, submit] = useForm(accept)
  const [dismissed, destroy] = useForm(dismiss)
  const partner = <span className="font-mono text-[0.95em] wrap-anywhere">{sellingPartnerId}</span>
  return (
    <Card title="Grant in quarantine">
      <div className="grid gap-3">
        <FormOutcome state={accepted} />
        <FormOutcome state={dismissed} />
        <p>
          Amazon gave permission, but not as expected, so the grant isn’t used. It is kept encrypted, and will
          be deleted <TimeStamp at={keptUntil} />.
        </p>
        <p className="text-ink-muted">
          Accepting it saves it for <span className="wrap-anywhere">{accountName}</span> as the authorization
          of {partner}. First look{' '}
          <Link
            href={authorizationsView.href(authorizationsView.whole, { search: sellingPartnerId })}
            className="rounded-sm underline underline-offset-2"
          >
            who has connected this selling partner
          </Link>
          : another account’s record has to be released first.
        </p>
        <div className="flex flex-wrap gap-2">
          <form action={submit} className={newer === null ? '' : 'grid basis-full justify-items-start gap-3'}>
            <input type="hidden" name="id" value={attemptId} />
            {newer !== null && <NewerToken newer={newer} />}
            <SubmitButton variant="secondary" pendingLabel="Accepting">
              {newer === null ? 'Accept as a new authorization' : 'Replace the existing authorization'}
            </SubmitButton>
          </form>
          <ConfirmDialog
            trigger={<Button>Dismiss</Button>}
            title="Dismiss the grant"
            phrase={sellingPartnerId}
            confirmLabel="Dismiss and destroy it"
            pendingLabel="Dismissing"
            action={async (form) => {
              form.delete('confirmation')
              destroy(form)
            }}
          >
            <input type="hidden" name="id" value={attemptId} />
            <p>The grant will be deleted. To get it back, the seller has to authorize again.</p>
          </ConfirmDialog>
        </div>
      </div>
    </Card>
  )
}

/** The confirmation for accepting a grant that is older than the stored one. */
function NewerToken({ newer }: { newer: Newer }) {
  const { authorizationId, renewedAt } = newer
  return (
    <Notice
      tone="doubt"
      title={
        <>
          A newer token was stored <TimeStamp at={renewedAt} />
        </>
      }
      cause={
        <>
          The seller has{' '}
          <Link
            href={paths.authorization(authorizationId)}
            className="rounded-sm underline underline-offset-2"
          >
            authorized again
          </Link>{' '}
          since this grant arrived. Usually the newer token is the right one, and you can dismiss this grant.
        </>
      }
      next={
        <CheckBox
          name="replaces"
          value={renewedAt}
          required
          label="Replace the newer token"
          hint="Gatehouse first checks with Amazon that the older one still works. You can undo this by rolling back."
        />
      }
    />
  )
}
