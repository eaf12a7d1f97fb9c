'use client'

import { usePathname } from 'next/navigation'
import { createContext, type ReactNode, useActionState, useContext, useEffect } from 'react'
import type { Draft } from '#lib/people/drafts.ts'
import { useConfirmed } from './confirmation-context.ts'
import { emptyForm, type FormAction, formName } from './form-state.ts'

const DraftContext = createContext<Draft | null>(null)

/** Restores the values typed into the forms of a page before their sender signed in again. */
export function DraftProvider({ draft, children }: { draft: Draft | null; children: ReactNode }) {
  return <DraftContext value={draft}>{children}</DraftContext>
}

/** Hidden fields that tell a form from others of the same name on its page. */
export type FormIdentity = Readonly<Record<string, string>>

/** The values typed into this form; empty if there are none. */
function useDraft(name: string, identity: FormIdentity): Draft['values'] {
  const draft = useContext(DraftContext)
  const path = usePathname()
  if (draft?.path !== path) return {}
  const { [formName]: sentBy = '', ...hidden } = draft.hidden ?? {}
  // Without a script, only an ActionForm sends its name.
  const isNamed = sentBy === name || sentBy === ''
  const isThisOne = Object.entries(identity).every(([field, value]) => hidden[field] === value)
  return isNamed && isThisOne ? draft.values : {}
}

/** Also sends the form's name. On the server it is the action itself, so that the form works without scripts. */
function useNamed(action: FormAction, name: string): FormAction {
  const confirmed = useConfirmed(action)
  if (typeof window === 'undefined') return confirmed
  return (state, form) => {
    form.set(formName, name)
    return confirmed(state, form)
  }
}

/**
 * A form's state and its action. `name` tells it from the other forms of its page. Starts with the values typed before
 * its sender had to sign in again.
 */
export function useForm(action: FormAction, name: string, identity: FormIdentity = {}) {
  const [state, submit, isPending] = useActionState(useNamed(action, name), {
    ...emptyForm,
    values: useDraft(name, identity),
  })

  // By the state: sent again after the page was stopped while it loaded, the form leads to the same page.
  useEffect(() => {
    if (state.redirectTo !== undefined) location.assign(state.redirectTo)
  }, [state])

  return [state, submit, isPending] as const
}
