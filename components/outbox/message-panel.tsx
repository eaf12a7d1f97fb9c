'use client'

import { ActionForm } from '../forms/action-form.tsx'
import { SidePanel } from '../list/side-panel.tsx'
import { paths } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { type Fact, Facts } from '../ui/facts.tsx'
import { LinkButton } from '../ui/link-button.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { TimeStamp } from '../ui/time.tsx'
import type { MessageActions, MessageListRow } from './message-columns.tsx'
import { messageKindLabel, messageLooks, messageProblems } from './message-words.ts'

/** The button at the end of a message's row, and the panel that it opens: its text, its result, and its actions. */
export function MessagePanel({ message, actions }: { message: MessageListRow; actions: MessageActions }) {
  const { id, subject, recipient, status, kind, attempts, response, problem, text, authorizationId } = message
  const facts: Fact[] = [
    { term: 'Status', detail: messageLooks[status].label },
    ...(problem === null ? [] : [{ term: 'Reason', detail: messageProblems[problem] }]),
    { term: 'To', detail: recipient },
    { term: 'Kind', detail: messageKindLabel(kind) },
    { term: 'Written', detail: <TimeStamp at={message.createdAt} /> },
    ...(message.sentAt === null ? [] : [{ term: 'Sent', detail: <TimeStamp at={message.sentAt} /> }]),
    ...(status === 'waiting' && attempts > 0
      ? [{ term: 'Next attempt', detail: <TimeStamp at={message.nextAttemptAt} /> }]
      : []),
    { term: 'Attempts', detail: String(attempts) },
    ...(response === null ? [] : [{ term: 'Response', detail: response }]),
  ]
  return (
    <SidePanel
      id={id}
      trigger={
        <Button size="small" aria-label={`Details of ${subject} to ${recipient}`}>
          Details
        </Button>
      }
      title={subject}
      description={messageLooks[status].hint}
    >
      <div className="grid gap-6">
        <Facts facts={facts} />
        <pre className="whitespace-pre-wrap rounded-md border border-line bg-sunken p-3 font-sans text-sm wrap-anywhere">
          {text}
        </pre>
        {authorizationId !== null && (
          <div>
            <LinkButton href={paths.authorization(authorizationId)}>Open the authorization</LinkButton>
          </div>
        )}
        {actions !== null && message.canSendAgain && (
          <ActionForm
            name="message-again"
            action={actions.again}
            hidden={{ id }}
            className="grid gap-3 border-line border-t pt-5"
          >
            <p className="text-ink-muted">
              {status === 'possibly_sent'
                ? 'The recipient may have it already, and would get it twice.'
                : 'It is sent as it was written.'}
            </p>
            <div className="flex justify-end">
              <SubmitButton variant="secondary" pendingLabel="Sending">
                Send again
              </SubmitButton>
            </div>
          </ActionForm>
        )}
        {actions !== null && message.canCancel && (
          <ActionForm
            name="message-cancel"
            action={actions.cancel}
            hidden={{ id }}
            className="grid gap-3 border-line border-t pt-5"
          >
            <p className="text-ink-muted">A canceled message is never sent.</p>
            <div className="flex justify-end">
              <SubmitButton variant="danger" pendingLabel="Canceling">
                Cancel the message
              </SubmitButton>
            </div>
          </ActionForm>
        )}
      </div>
    </SidePanel>
  )
}
