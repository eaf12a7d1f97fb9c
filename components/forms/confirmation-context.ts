'use client'

import { createContext, useContext } from 'react'
import type { Confirmation, FormAction } from './form-state.ts'
import { useFarewell } from './use-farewell.ts'

/** Asks the person to confirm that it's them. False: they closed the dialog. */
export type AskConfirmation = (confirmation: Confirmation) => Promise<boolean>

export const ConfirmationContext = createContext<AskConfirmation | null>(null)

/**
 * The action, run again after its sender has confirmed who they are, with the same form, so that no input is lost. On
 * the server it is the action itself, so that the form works without scripts.
 */
export function useConfirmed(action: FormAction): FormAction {
  const ask = useContext(ConfirmationContext)
  const confirmed: FormAction = async (state, form) => {
    const first = await action(state, form)
    if (ask === null || first.confirmation === undefined || !(await ask(first.confirmation))) return first
    return action(state, form)
  }
  const sent = useFarewell(confirmed)
  return typeof window === 'undefined' ? action : sent
}
