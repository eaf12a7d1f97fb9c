'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import type { PreviousToken } from '#lib/authorizations/read.ts'
import { FormOutcome } from '../forms/form-outcome.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { paths } from '../paths.ts'
import { Card } from '../ui/card.tsx'
import { Code, CopyButton } from '../ui/code.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { TimeStamp } from '../ui/time.tsx'
import { TokenField } from './token-field.tsx'

/** The link with which the seller renews this authorization, and a text to send with it. Its children: other ways. */
export function ReAuthorizeCard({
  url,
  accountName,
  companyName,
  reach,
  children,
}: {
  url: string
  accountName: string
  companyName: string
  /** Whom reminders reach, as a sentence. */
  reach: string
  children?: ReactNode
}) {
  const message = `Please renew your Amazon permission for ${companyName}: open ${url}, sign in and press Authorize. It takes about a minute, and nothing else changes.`
  return (
    <Card title="Re-authorize">
      <div className="grid gap-3">
        <p className="text-ink-muted">
          Send this link to the seller. Someone from <span className="wrap-anywhere">{accountName}</span>{' '}
          opens it, signs in and authorizes again. The record stays the same.
        </p>
        <Code wrap>{url}</Code>
        <div className="flex flex-wrap gap-2">
          <CopyButton value={url} label="Copy the re-authorization link">
            Copy the link
          </CopyButton>
          <CopyButton value={message} label="Copy a message with the link">
            Copy a message
          </CopyButton>
        </div>
        <p className="wrap-anywhere text-ink-muted">{reach}</p>
        {children}
      </div>
    </Card>
  )
}

/** In place of the link: nobody could open it. */
export function OwnAccountCard() {
  return (
    <Card title="Re-authorize">
      <p className="text-ink-muted">
        This record is in your company’s own account, and nobody signs in with that. Move it to the seller’s
        account: then the seller can authorize again with a link.
      </p>
    </Card>
  )
}

/** In place of the link: a retired application starts no attempts. */
export function RetiredApplicationCard({ applicationId }: { applicationId: string }) {
  return (
    <Card title="Re-authorize">
      <p className="text-ink-muted">
        Sellers can’t authorize a retired application. To renew this authorization, an administrator first
        restores the application on{' '}
        <Link href={paths.application(applicationId)} className="text-accent-ink underline">
          its page
        </Link>
        .
      </p>
    </Card>
  )
}

/** Self-authorized records are renewed with a new token: Amazon has no consent page for them. */
export function ReplaceTokenCard({ id, action }: { id: string; action: FormAction }) {
  const [state, submit] = useForm(action, 'replace-token')
  return (
    <Card title="Authorize again">
      <form action={submit} className="grid justify-items-start gap-3">
        <p className="text-ink-muted">
          Press Authorize app at Amazon again for the same selling account, and paste the new token. Amazon
          doesn’t say which account it belongs to. If it turns out to be another account’s, roll back.
        </p>
        <FormOutcome state={state} />
        <input type="hidden" name="id" value={id} />
        <div className="grid w-full">
          <TokenField state={state} />
        </div>
        <SubmitButton variant="secondary" pendingLabel="Checking with Amazon">
          Test and save token
        </SubmitButton>
      </form>
    </Card>
  )
}

/** Rolls back to the refresh token from before the last authorization. */
export function RollBackCard({
  id,
  previousToken: { renewedAt, until, tokenVersion },
  action,
}: {
  id: string
  previousToken: PreviousToken
  action: FormAction
}) {
  const [state, submit] = useForm(action, 'roll-back')
  return (
    <Card title="Roll back">
      <form action={submit} className="grid justify-items-start gap-3">
        <FormOutcome state={state} />
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="tokenVersion" value={tokenVersion} />
        <p className="text-ink-muted">
          The token that the last authorization replaced
          {renewedAt !== null && (
            <>
              {', of '}
              <TimeStamp at={renewedAt.toISOString()} />
            </>
          )}
          {' is kept encrypted, and will be deleted '}
          <TimeStamp at={until.toISOString()} />. Gatehouse tests it with Amazon first. If Amazon accepts it,
          the two tokens are swapped. Nothing else changes, and you can undo it the same way.
        </p>
        <SubmitButton variant="secondary" pendingLabel="Checking with Amazon">
          {renewedAt === null ? 'Roll back' : `Roll back to the token of ${day.format(renewedAt)}`}
        </SubmitButton>
      </form>
    </Card>
  )
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
