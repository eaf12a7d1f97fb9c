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

/** The values typed on this page; empty if there are none. */
function useDraft(): Draft['values'] {
  const draft = useContext(DraftContext)
  const path = usePathname()
  return draft?.path === path ? draft.values : {}
}

/** A form's state and its action. Starts with the values typed before its sender had to sign in again. */
export function useForm(action: FormAction) {
  const [state, submit, isPending] = useActionState(useConfirmed(action), {
    ...emptyForm,
    values: useDraft(),
  })

  // By the state: sent again after the page was stopped while it loaded, the form leads to the same page.
  useEffect(() => {
    if (state.redirectTo !== undefined) location.assign(state.redirectTo)
  }, [state])

  return [state, submit, isPending] as const
}
