'use client'

import Link from 'next/link'
import { authorizationsView } from '../authorizations/authorizations-view.ts'
import { ConfirmedAction } from '../forms/confirmed-action.tsx'
import { FormOutcome } from '../forms/form-outcome.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { paths } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { CheckBox } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { TimeStamp } from '../ui/time.tsx'

interface Replaced {
  readonly authorizationId: string
  /** ISO 8601. */
  readonly renewedAt: string
  readonly isNewer: boolean
}

/** A grant that was set aside, and the operator's two choices. */
export function QuarantineCard({
  attemptId,
  sellingPartnerId,
  accountName,
  replaced,
  keptUntil,
  accept,
  dismiss,
}: {
  attemptId: string
  /** Null: unknown. */
  sellingPartnerId: string | null
  accountName: string
  /** The account's authorization whose token it would replace. */
  replaced: Replaced | null
  /** ISO 8601. */
  keptUntil: string
  accept: FormAction
  dismiss: FormAction
}) {
  const [accepted, submit] = useForm(accept, 'quarantine-accept')
  const isOlder = replaced?.isNewer ?? false
  return (
    <Card title="Grant in quarantine">
      <div className="grid gap-3">
        <FormOutcome state={accepted} />
        <p>
          Amazon gave permission, but not as expected, so the grant isn’t used. It is kept encrypted, and will
          be deleted <TimeStamp at={keptUntil} />.
        </p>
        <p className="text-ink-muted">
          Accepting it saves it for <span className="wrap-anywhere">{accountName}</span>
          {sellingPartnerId === null ? (
            '. The selling partner is unknown.'
          ) : (
            <Partner sellingPartnerId={sellingPartnerId} />
          )}
        </p>
        {replaced !== null && !isOlder && (
          <p>
            The account has{' '}
            <Link
              href={paths.authorization(replaced.authorizationId)}
              className="rounded-sm underline underline-offset-2"
            >
              an authorization
            </Link>{' '}
            of this selling partner. Its token is replaced, unless the grant is for other countries.
          </p>
        )}
        <div className="flex flex-wrap gap-2">
          <form action={submit} className={isOlder ? 'grid basis-full justify-items-start gap-3' : ''}>
            <input type="hidden" name="id" value={attemptId} />
            {replaced !== null && isOlder && <NewerToken newer={replaced} />}
            <SubmitButton variant="secondary" pendingLabel="Accepting">
              {replaced === null ? 'Accept as a new authorization' : 'Replace the existing authorization'}
            </SubmitButton>
          </form>
          <ConfirmedAction
            id={attemptId}
            action={dismiss}
            trigger={<Button>Dismiss</Button>}
            title="Dismiss the grant"
            phrase={sellingPartnerId ?? accountName}
            confirmLabel="Dismiss and destroy it"
            pendingLabel="Dismissing"
          >
            <p>The grant will be deleted. To get it back, the seller has to authorize again.</p>
          </ConfirmedAction>
        </div>
      </div>
    </Card>
  )
}

function Partner({ sellingPartnerId }: { sellingPartnerId: string }) {
  return (
    <>
      {' '}
      as the authorization of{' '}
      <span className="font-mono text-[0.95em] wrap-anywhere">{sellingPartnerId}</span>. First find out{' '}
      <Link
        href={authorizationsView.href(authorizationsView.whole, { search: sellingPartnerId })}
        className="rounded-sm underline underline-offset-2"
      >
        who has connected this selling partner
      </Link>
      : another account’s record has to be released first.
    </>
  )
}

/** The confirmation for accepting a grant that is older than the stored one. */
function NewerToken({ newer }: { newer: Replaced }) {
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
