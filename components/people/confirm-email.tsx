'use client'

import { FormProblem } from '../forms/form-problem.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { useWords } from '../languages/words.tsx'
import { paths } from '../paths.ts'
import { AnchorButton } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { LinkIncomplete, LinkWaiting, useLinkToken } from './link-token.tsx'

/** The address that a link confirms. */
export type ConfirmationLink =
  | { readonly kind: 'open'; readonly email: string }
  | { readonly kind: 'refused'; readonly title: string; readonly next: string }

/** A button, because programs that look at links in emails must not confirm anything. */
export function ConfirmEmailForm({
  look,
  action,
}: {
  look: (token: string) => Promise<ConfirmationLink>
  action: FormAction
}) {
  const [state, submit] = useForm(action)
  const words = useWords('link')
  const { token, found } = useLinkToken(look)
  if (state.done !== undefined) {
    return (
      <Notice
        tone="good"
        live
        title={state.done}
        action={<AnchorButton href={paths.connections}>{words.openConnections}</AnchorButton>}
      />
    )
  }
  if (token === '') {
    return <LinkIncomplete />
  }
  if (found === null) return <LinkWaiting fields={['email']} />
  if (found.kind === 'refused') return <Notice tone="bad" live title={found.title} next={found.next} />
  return (
    <form action={submit} className="grid gap-5 rounded-md border border-line bg-surface p-5 text-base">
      <FormProblem state={state} />
      <input type="hidden" name="token" value={token ?? ''} />
      <p className="wrap-anywhere">
        <bdi>{found.email}</bdi>
      </p>
      <SubmitButton size="large" wide pendingLabel={words.confirming}>
        {words.confirm}
      </SubmitButton>
    </form>
  )
}
