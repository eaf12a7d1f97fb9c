'use client'

import { ActionForm } from '../forms/action-form.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { KeptCheckBox } from '../forms/kept-check-box.tsx'
import { useWords } from '../languages/words.tsx'
import { Badge } from '../ui/badge.tsx'
import { Card } from '../ui/card.tsx'
import { Notice } from '../ui/notice.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'

/** Whether a seller's address is confirmed, and whether they want reminders. */
export function OwnEmailCard({
  email,
  isConfirmed,
  problem,
  wantsReminders,
  sendsMail,
  resend,
  setReminders,
}: {
  email: string
  isConfirmed: boolean
  /** Why no email reaches them, so that they can't confirm it. */
  problem: { readonly title: string; readonly next: string } | null
  wantsReminders: boolean
  sendsMail: boolean
  resend: FormAction
  setReminders: FormAction
}) {
  const words = useWords('me')
  return (
    <Card title={words.email}>
      <div className="grid gap-4">
        <p className="flex flex-wrap items-center gap-2">
          <bdi className="min-w-0 wrap-anywhere">{email}</bdi>
          {isConfirmed ? (
            <Badge tone="good">{words.confirmed}</Badge>
          ) : (
            <Badge tone="due">{words.notConfirmed}</Badge>
          )}
        </p>
        {problem !== null && <Notice tone="due" title={problem.title} next={problem.next} />}
        {problem === null && !isConfirmed && sendsMail && (
          <ActionForm name="own-email-resend" action={resend} className="grid gap-3">
            <p className="text-ink-muted">{words.confirmText}</p>
            <div>
              <SubmitButton variant="secondary" pendingLabel={words.sending}>
                {words.sendConfirmation}
              </SubmitButton>
            </div>
          </ActionForm>
        )}
        <ActionForm
          name="own-email-set-reminders"
          action={setReminders}
          className="grid gap-3 border-line border-t pt-4"
        >
          {(state) => (
            <>
              <KeptCheckBox
                state={state}
                usual={wantsReminders}
                name="reminders"
                label={words.remind}
                hint={words.remindHint}
              />
              <div>
                <SubmitButton variant="secondary" pendingLabel={words.saving}>
                  {words.save}
                </SubmitButton>
              </div>
            </>
          )}
        </ActionForm>
      </div>
    </Card>
  )
}
