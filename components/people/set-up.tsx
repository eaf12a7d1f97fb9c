'use client'

import { Heading } from '../connect/heading.tsx'
import { FormProblem } from '../forms/form-problem.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { Notice } from '../ui/notice.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { NewAccountFields } from './account-fields.tsx'
import { LinkWaiting, useLinkToken } from './link-token.tsx'

/** The content of the page behind a one-time link: for the first administrator, or an invited person. */
export function SetUp({
  companyName,
  look,
  action,
}: {
  companyName: string
  look: (token: string) => Promise<InvitationLink>
  action: FormAction
}) {
  return (
    <>
      <Heading title="Set up your access">
        For the dashboard of {companyName}. The link that brought you here works once.
      </Heading>
      <SetUpForm look={look} action={action} />
    </>
  )
}

/** The purpose of a set-up link. `email` is null where the person who opens it chooses one. */
export type InvitationLink =
  | { readonly kind: 'invited'; readonly email: string | null; readonly roleLabel: string }
  | { readonly kind: 'refused'; readonly title: string; readonly next: string }

const incomplete = {
  title: 'This link is not complete',
  next: 'Copy the entire link, as it was printed or sent to you, into the address bar.',
}

/** Fields `token`, `name`, `email`, `password`: for the first administrator, or an invited person. */
export function SetUpForm({
  look,
  action,
}: {
  look: (token: string) => Promise<InvitationLink>
  action: FormAction
}) {
  const [state, submit] = useForm(action, 'set-up')
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
