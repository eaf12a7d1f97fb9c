'use client'

import { useActionState, useEffect } from 'react'
import { useDraft } from './draft-provider.tsx'
import { emptyForm, type FormAction } from './form-state.ts'

/**
 * A form's state and its action. Begins with what was typed before its sender had to sign in again, and goes on to
 * the next page once the action says so.
 */
export function useForm(action: FormAction) {
  const [state, submit, isPending] = useActionState(action, { ...emptyForm, values: useDraft() })
  const { onward } = state

  useEffect(() => {
    if (onward !== undefined) location.assign(onward)
  }, [onward])

  return [state, submit, isPending] as const
}
