'use client'

import { FormProblem } from '../forms/form-problem.tsx'
import type { FormAction, Invited } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.ts'
import { Notice } from '../ui/notice.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { LinkWaiting } from './link-waiting.tsx'
import { NewAccountFields } from './new-account-fields.tsx'
import { useLinkToken } from './use-link-token.ts'

const incomplete = {
  title: 'This link is not complete',
  next: 'Copy the whole link, as it was printed or sent to you, into the address bar.',
}

/** Fields `token`, `name`, `email`, `password`: the first administrator, or somebody who was invited. */
export function SetUpForm({
  look,
  action,
}: {
  look: (token: string) => Promise<Invited>
  action: FormAction
}) {
  const [state, submit] = useForm(action)
  const { token, found: invited } = useLinkToken(look)
  if (token === '') return <Notice tone="bad" live {...incomplete} />
  if (invited === null) return <LinkWaiting fields={['name', 'email', 'password']} />
  if (invited.kind === 'refused') return <Notice tone="bad" live title={invited.title} next={invited.next} />
  return (
    <form action={submit} className="grid gap-5 rounded-md border border-line bg-surface p-5 text-base">
      <FormProblem state={state} />
      <p className="text-ink-muted">
        You will be: <strong className="font-medium text-ink">{invited.roleLabel}</strong>
      </p>
      <input type="hidden" name="token" value={token ?? ''} />
      <NewAccountFields
        state={state}
        nameLabel="Your name"
        nameAutoComplete="name"
        givenEmail={invited.email}
      />
      <SubmitButton size="large" wide pendingLabel="Saving">
        Save and sign in
      </SubmitButton>
    </form>
  )
}
