'use client'

import { FormOutcome } from '../forms/form-outcome.tsx'
import { errorOf, type FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { Card } from '../ui/card.tsx'
import { Facts } from '../ui/facts.tsx'
import { TextField } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'

/** The server through which emails are sent. Set by the environment. */
export function MailCard({
  mail,
  sendTest,
}: {
  mail: { readonly from: string; readonly server: string } | null
  /** Null for people who can only look. */
  sendTest: FormAction | null
}) {
  return (
    <Card title="Email server">
      {mail === null ? (
        <Notice
          tone="doubt"
          title="Emails are held in the outbox"
          next="Set SMTP_URL and MAIL_FROM and restart the processes."
        />
      ) : (
        <div className="grid gap-4">
          <Facts
            stacked
            facts={[
              { term: 'From', detail: mail.from },
              { term: 'Server', detail: mail.server },
            ]}
          />
          {sendTest !== null && <TestForm action={sendTest} />}
        </div>
      )}
    </Card>
  )
}

/** Field `email`. */
function TestForm({ action }: { action: FormAction }) {
  const [state, submit] = useForm(action, 'mail-test')
  return (
    <form action={submit} className="grid gap-3 border-line border-t pt-4">
      <FormOutcome state={state} />
      <TextField
        name="email"
        id="test-email"
        type="email"
        label="Send a test to"
        autoComplete="email"
        required
        defaultValue={state.values.email}
        error={errorOf(state, 'email')}
      />
      <div>
        <SubmitButton variant="secondary" pendingLabel="Sending">
          Send test
        </SubmitButton>
      </div>
    </form>
  )
}
