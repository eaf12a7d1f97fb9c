'use client'

import type { PreviousToken } from '#lib/authorizations/read.ts'
import { FormOutcome } from '../forms/form-problem.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { Card } from '../ui/card.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { TimeStamp } from '../ui/time.tsx'

/** One action back to the refresh token from before the last authorization. */
export function RollBackCard({
  id,
  previousToken: { renewedAt, until, tokenVersion },
  renderedAt,
  action,
}: {
  id: string
  previousToken: PreviousToken
  renderedAt: string
  action: FormAction
}) {
  const [state, submit] = useForm(action)
  return (
    <Card title="Roll back">
      <form action={submit} className="grid justify-items-start gap-3">
        <FormOutcome state={state} />
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="tokenVersion" value={tokenVersion} />
        <p className="text-ink-muted">
          The token from before the last authorization
          {renewedAt !== null && (
            <>
              {', of '}
              <TimeStamp at={renewedAt.toISOString()} renderedAt={renderedAt} />
            </>
          )}
          {' is kept sealed, and destroyed '}
          <TimeStamp at={until.toISOString()} renderedAt={renderedAt} />. Amazon is asked first: only if it
          accepts that token, the two change places. Nothing else changes, and it can be undone the same way.
        </p>
        <SubmitButton variant="secondary" pendingLabel="Asking Amazon">
          {renewedAt === null ? 'Roll back' : `Roll back to the token of ${day.format(renewedAt)}`}
        </SubmitButton>
      </form>
    </Card>
  )
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
