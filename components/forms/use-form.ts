'use client'

import { useActionState, useEffect } from 'react'
import { useDraft } from './draft-provider.tsx'
import { emptyForm, type FormAction } from './form-state.ts'

/** A form's state and its action. Starts with what was typed before its sender had to sign in again. */
export function useForm(action: FormAction) {
  const [state, submit, isPending] = useActionState(action, { ...emptyForm, values: useDraft() })
  const { redirectTo } = state

  useEffect(() => {
    if (redirectTo !== undefined) location.assign(redirectTo)
  }, [redirectTo])

  return [state, submit, isPending] as const
}
