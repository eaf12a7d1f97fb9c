'use client'

import type { ReactNode } from 'react'
import { FormOutcome } from './form-outcome.tsx'
import type { FormAction, FormState } from './form-state.ts'
import { useForm } from './use-form.tsx'

/**
 * A form with its action, its result at the top, and its hidden fields, of which `id` tells it from others of its page.
 * Children that are a function get the state.
 */
export function ActionForm({
  action,
  hidden = {},
  className,
  children,
}: {
  action: FormAction
  hidden?: Readonly<Record<string, string | number>>
  className: string
  children: ReactNode | ((state: FormState) => ReactNode)
}) {
  const { id } = hidden
  const [state, submit] = useForm(action, id === undefined ? {} : { id: String(id) })
  return (
    <form action={submit} className={className}>
      <FormOutcome state={state} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {typeof children === 'function' ? children(state) : children}
    </form>
  )
}
