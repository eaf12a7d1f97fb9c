'use client'

import { usePathname } from 'next/navigation'
import { createContext, type ReactNode, useActionState, useContext, useEffect } from 'react'
import type { Draft } from '#lib/people/drafts.ts'
import { useConfirmed } from './confirmation-context.ts'
import { emptyForm, type FormAction } from './form-state.ts'

const DraftContext = createContext<Draft | null>(null)

/** Restores the values typed into the forms of a page before their sender signed in again. */
export function DraftProvider({ draft, children }: { draft: Draft | null; children: ReactNode }) {
  return <DraftContext value={draft}>{children}</DraftContext>
}

/** Hidden fields that tell a form from others of its page with the same fields. */
export type FormIdentity = Readonly<Record<string, string>>

/** The values typed into this form; empty if there are none. */
function useDraft(identity: FormIdentity): Draft['values'] {
  const draft = useContext(DraftContext)
  const path = usePathname()
  if (draft?.path !== path) return {}
  const isThisOne = Object.entries(identity).every(([name, value]) => draft.hidden?.[name] === value)
  return isThisOne ? draft.values : {}
}

/** A form's state and its action. Starts with the values typed before its sender had to sign in again. */
export function useForm(action: FormAction, identity: FormIdentity = {}) {
  const [state, submit, isPending] = useActionState(useConfirmed(action), {
    ...emptyForm,
    values: useDraft(identity),
  })

  // By the state: sent again after the page was stopped while it loaded, the form leads to the same page.
  useEffect(() => {
    if (state.redirectTo !== undefined) location.assign(state.redirectTo)
  }, [state])

  return [state, submit, isPending] as const
}
