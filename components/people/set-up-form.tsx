'use client'

import { useActionState, useSyncExternalStore } from 'react'
import { Notice } from '../ui/notice.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { FormProblem } from './form-problem.tsx'
import { emptyForm, type FormAction } from './form-state.ts'
import { NewAccountFields } from './new-account-fields.tsx'

const noSubscription = () => () => {}

/** The token stands behind the #, where no server and no log sees it; null until the browser has looked. */
function useTokenOfAddress(): string | null {
  return useSyncExternalStore(
    noSubscription,
    () => location.hash.slice(1),
    () => null,
  )
}

/** Fields `token`, `name`, `email`, `password`: the first administrator, or somebody who was invited. */
export function SetUpForm({ action }: { action: FormAction }) {
  const [state, submit] = useActionState(action, emptyForm)
  const token = useTokenOfAddress()
  if (token === '') {
    return (
      <Notice
        tone="bad"
        title="This link is not complete"
        cause="The part after the # sign is missing."
        next="Copy the whole link, as it was printed or sent to you, into the address bar."
      />
    )
  }
  return (
    <form action={submit} className="grid gap-5 rounded-md border border-line bg-surface p-5 text-base">
      <FormProblem state={state} />
      <noscript>
        <Notice
          tone="bad"
          title="This page needs JavaScript"
          next="Allow it for this site and load the page again."
        />
      </noscript>
      <input type="hidden" name="token" value={token ?? ''} />
      <NewAccountFields state={state} nameLabel="Your name" nameAutoComplete="name" />
      <SubmitButton size="large" wide disabled={token === null} pendingLabel="Saving">
        Save and sign in
      </SubmitButton>
    </form>
  )
}
