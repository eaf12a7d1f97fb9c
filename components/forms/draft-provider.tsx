'use client'

import { usePathname } from 'next/navigation'
import { createContext, type ReactNode, useContext } from 'react'
import type { Draft } from '#lib/people/drafts.ts'

const DraftContext = createContext<Draft | null>(null)

/** Gives the forms of a page what was typed into them before their sender signed in again. */
export function DraftProvider({ draft, children }: { draft: Draft | null; children: ReactNode }) {
  return <DraftContext value={draft}>{children}</DraftContext>
}

/** What was typed on this page; empty when nothing was. */
export function useDraft(): Draft['values'] {
  const draft = useContext(DraftContext)
  const path = usePathname()
  return draft?.path === path ? draft.values : {}
}
