'use client'

import { useActionState, useEffect } from 'react'
import { emptyForm, type FormAction } from './form-state.ts'

/** A form's state and its action; goes on to the next page once the action says so. */
export function useForm(action: FormAction) {
  const [state, submit, isPending] = useActionState(action, emptyForm)
  const { onward } = state

  useEffect(() => {
    if (onward !== undefined) location.assign(onward)
  }, [onward])

  return [state, submit, isPending] as const
}
