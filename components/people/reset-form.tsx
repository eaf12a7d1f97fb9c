'use client'

import { FormProblem } from '../forms/form-problem.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { useWords } from '../languages/words.tsx'
import { TextField } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { NewPasswordField } from './account-fields.tsx'
import { LinkIncomplete, LinkWaiting, useLinkToken } from './link-token.tsx'

/** The person whose password a reset link sets. */
export type ResetLink =
  | { readonly kind: 'open'; readonly email: string }
  | { readonly kind: 'refused'; readonly title: string; readonly next: string }

/** Fields `token`, `email`, `password`: for a person who has forgotten their password. */
export function ResetForm({
  look,
  action,
}: {
  look: (token: string) => Promise<ResetLink>
  action: FormAction
}) {
  const [state, submit] = useForm(action, 'reset')
  const words = useWords('account')
  const { token, found } = useLinkToken(look)
  if (token === '') return <LinkIncomplete />
  if (found === null) return <LinkWaiting fields={['email', 'password']} />
  if (found.kind === 'refused') return <Notice tone="bad" live title={found.title} next={found.next} />
  return (
    <form action={submit} className="grid gap-5 rounded-md border border-line bg-surface p-5 text-base">
      <FormProblem state={state} />
      <input type="hidden" name="token" value={token ?? ''} />
      <TextField
        name="email"
        type="email"
        label={words.email}
        autoComplete="username"
        readOnly
        defaultValue={found.email}
      />
      <NewPasswordField label={words.newPassword} hint={words.passwordHint} state={state} />
      <p className="text-ink-muted text-sm">{words.signedOutElsewhere}</p>
      <SubmitButton size="large" wide pendingLabel={words.saving}>
        {words.saveAndSignIn}
      </SubmitButton>
    </form>
  )
}
